using System.Numerics;
using System.Runtime.InteropServices;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>The bits of a block from a byte on.</summary>
internal readonly record struct BitRun(int From, byte[] Bits)
{
    public int Ones
    {
        get
        {
            var words = MemoryMarshal.Cast<byte, ulong>(Bits);
            var ones = 0;
            foreach (var word in words) ones += BitOperations.PopCount(word);
            foreach (var part in Bits.AsSpan(words.Length * sizeof(ulong))) ones += BitOperations.PopCount(part);
            return ones;
        }
    }

    public BitRun And(BitRun other)
    {
        var (from, to) = (Math.Max(From, other.From), Math.Min(From + Bits.Length, other.From + other.Bits.Length));
        if (to <= from) return new(0, []);
        var both = new byte[to - from];
        for (var at = from; at < to; at++) both[at - from] = (byte)(Bits[at - From] & other.Bits[at - other.From]);
        return new(from, both);
    }
}

/// <summary>A set of listings as blocks of bits.</summary>
internal sealed class ListingSet(IReadOnlyDictionary<int, BitRun> blocks)
{
    public static readonly ListingSet None = new(new Dictionary<int, BitRun>());

    private readonly IReadOnlyDictionary<int, BitRun> _blocks = blocks;

    public int Count { get; } = blocks.Values.Sum(run => run.Ones);

    /// <summary>In ascending order.</summary>
    public IEnumerable<long> Ids
    {
        get
        {
            foreach (var (block, run) in _blocks.OrderBy(block => block.Key))
                for (var at = 0; at < run.Bits.Length; at++)
                    for (int left = run.Bits[at]; left != 0; left &= left - 1)
                        yield return (long)block * TermBlock.Span + (run.From + at) * 8 + BitOperations.TrailingZeroCount(left);
        }
    }

    public ListingSet And(ListingSet other)
    {
        var both = new Dictionary<int, BitRun>();
        foreach (var (block, run) in _blocks)
            if (other._blocks.TryGetValue(block, out var others)) both[block] = run.And(others);
        return new(both);
    }
}
