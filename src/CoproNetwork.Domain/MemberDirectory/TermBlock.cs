using System.Numerics;
using System.Runtime.InteropServices;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// Which listings of one range have a term: a bit for each. What two words have in common is found by laying their blocks
/// over each other, so that it costs alike whether they meet often, seldom or never.
/// </summary>
public sealed class TermBlock
{
    /// <summary>How many listing ids a block spans.</summary>
    public const int Span = 4096;

    public const int BitsMaxLength = Span / 8;

    private TermBlock() { }

    public string Term { get; private set; } = null!;

    /// <summary>The block holds the ids from this times <see cref="Span"/> on.</summary>
    public int Block { get; private set; }

    /// <summary>Bit n of byte m is listing 8 m + n of the block; zeros at the end are left out.</summary>
    public byte[] Bits { get; private set; } = [];

    internal bool IsEmpty => Bits.Length == 0;

    internal static int Of(long listingId) => checked((int)(listingId / Span));

    internal static TermBlock Empty(string term, int block) => new() { Term = term, Block = block };

    internal void Put(long listingId, bool has)
    {
        var (at, bit) = ((int)(listingId % Span / 8), (byte)(1 << (int)(listingId % 8)));
        var bits = new byte[Math.Max(Bits.Length, at + 1)];
        Bits.CopyTo(bits, 0);
        if (has) bits[at] |= bit;
        else bits[at] &= (byte)~bit;
        Bits = bits.AsSpan().TrimEnd((byte)0).ToArray();
    }
}

/// <summary>A set of listings as blocks of bits.</summary>
internal sealed class ListingSet(IReadOnlyDictionary<int, byte[]> blocks)
{
    public static readonly ListingSet None = new(new Dictionary<int, byte[]>());

    private readonly IReadOnlyDictionary<int, byte[]> _blocks = blocks;

    public int Count { get; } = blocks.Values.Sum(Ones);

    /// <summary>In ascending order.</summary>
    public IEnumerable<long> Ids
    {
        get
        {
            foreach (var (block, bits) in _blocks.OrderBy(block => block.Key))
                for (var at = 0; at < bits.Length; at++)
                    for (int left = bits[at]; left != 0; left &= left - 1)
                        yield return (long)block * TermBlock.Span + at * 8 + BitOperations.TrailingZeroCount(left);
        }
    }

    public ListingSet And(ListingSet other)
    {
        var both = new Dictionary<int, byte[]>();
        foreach (var (block, bits) in _blocks)
            if (other._blocks.TryGetValue(block, out var others)) both[block] = And(bits, others);
        return new(both);
    }

    private static int Ones(byte[] bits)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bits);
        var ones = 0;
        foreach (var word in words) ones += BitOperations.PopCount(word);
        foreach (var part in bits.AsSpan(words.Length * sizeof(ulong))) ones += BitOperations.PopCount(part);
        return ones;
    }

    private static byte[] And(byte[] one, byte[] other)
    {
        var both = new byte[Math.Min(one.Length, other.Length)];
        for (var at = 0; at < both.Length; at++) both[at] = (byte)(one[at] & other[at]);
        return both;
    }
}
