namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// Which listings of one range have a term: a bit for each. What two words have in common is found by laying their blocks
/// over each other, so that it costs alike whether they meet often, seldom or never.
/// </summary>
public sealed class TermBlock
{
    /// <summary>How many listing ids a block spans.</summary>
    public const int Span = 16384;

    public const int BitsMaxLength = Span / 8;

    private TermBlock() { }

    public string Term { get; private set; } = null!;

    /// <summary>The block holds the ids from this times <see cref="Span"/> on.</summary>
    public int Block { get; private set; }

    /// <summary>How many bytes without a bit were left out before <see cref="Bits"/>; a rare word takes hardly any room.</summary>
    public int From { get; private set; }

    /// <summary>Bit n of byte m is listing 8 (<see cref="From"/> + m) + n of the block; no zero stands at either end.</summary>
    public byte[] Bits { get; private set; } = [];

    internal bool IsEmpty => Bits.Length == 0;

    internal BitRun Run => new(From, Bits);

    internal static int Of(long listingId) => checked((int)(listingId / Span));

    internal static TermBlock Empty(string term, int block) => new() { Term = term, Block = block };

    internal void Put(long listingId, bool has)
    {
        var (at, bit) = ((int)(listingId % Span / 8), (byte)(1 << (int)(listingId % 8)));
        var (from, to) = IsEmpty ? (at, at + 1) : (Math.Min(From, at), Math.Max(From + Bits.Length, at + 1));
        var bits = new byte[to - from];
        Bits.CopyTo(bits, IsEmpty ? 0 : From - from);
        if (has) bits[at - from] |= bit;
        else bits[at - from] &= (byte)~bit;
        var first = bits.AsSpan().IndexOfAnyExcept((byte)0);
        (From, Bits) = first < 0 ? (0, []) : (from + first, bits.AsSpan().Trim((byte)0).ToArray());
    }
}
