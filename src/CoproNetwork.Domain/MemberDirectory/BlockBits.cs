using System.Numerics;
using System.Runtime.InteropServices;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// A set of listings of one range of ids, a bit for each. Stored as the offsets of its members, two bytes each, while that is shorter than the bits themselves:
/// a rare word takes hardly any room, a common one never more than <see cref="MaxBytes"/>.
/// </summary>
internal static class BlockBits
{
    /// <summary>How many listing ids a block spans.</summary>
    public const int Span = 65536;

    public const int Words = Span / 64;

    /// <summary>Length of the bits themselves; anything shorter holds offsets.</summary>
    public const int MaxBytes = Span / 8;

    public static int BlockOf(long listingId) => checked((int)(listingId / Span));

    public static int OffsetOf(long listingId) => (int)(listingId % Span);

    public static byte[] Store(ReadOnlySpan<ulong> bits)
    {
        var ones = Count(bits);
        if (ones * sizeof(ushort) >= MaxBytes) return MemoryMarshal.AsBytes(bits).ToArray();
        var offsets = new ushort[ones];
        var at = 0;
        foreach (var offset in Offsets(bits.ToArray())) offsets[at++] = (ushort)offset;
        return MemoryMarshal.AsBytes(offsets.AsSpan()).ToArray();
    }

    /// <summary>Adds what is stored to the bits.</summary>
    public static void Load(ReadOnlySpan<byte> stored, Span<ulong> into)
    {
        if (stored.Length == MaxBytes)
        {
            Or(MemoryMarshal.Cast<byte, ulong>(stored), into);
            return;
        }

        foreach (var offset in MemoryMarshal.Cast<byte, ushort>(stored)) into[offset / 64] |= 1UL << (offset % 64);
    }

    public static int CountStored(ReadOnlySpan<byte> stored) =>
        stored.Length == MaxBytes ? Count(MemoryMarshal.Cast<byte, ulong>(stored)) : stored.Length / sizeof(ushort);

    /// <summary>How many of the stored are among the bits.</summary>
    public static int CountStored(ReadOnlySpan<byte> stored, ReadOnlySpan<ulong> among)
    {
        if (stored.Length == MaxBytes) return CountBoth(MemoryMarshal.Cast<byte, ulong>(stored), among);
        var count = 0;
        foreach (var offset in MemoryMarshal.Cast<byte, ushort>(stored)) count += (int)(among[offset / 64] >> (offset % 64) & 1);
        return count;
    }

    /// <summary>How many two have in common.</summary>
    public static int CountBoth(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        var count = 0;
        for (var at = 0; at < one.Length; at++) count += BitOperations.PopCount(one[at] & other[at]);
        return count;
    }

    public static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits) count += BitOperations.PopCount(word);
        return count;
    }

    public static void Or(ReadOnlySpan<ulong> from, Span<ulong> into)
    {
        var sources = MemoryMarshal.Cast<ulong, Vector<ulong>>(from);
        var targets = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        for (var at = 0; at < targets.Length; at++) targets[at] |= sources[at];
    }

    public static void And(ReadOnlySpan<ulong> with, Span<ulong> into)
    {
        var sources = MemoryMarshal.Cast<ulong, Vector<ulong>>(with);
        var targets = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        for (var at = 0; at < targets.Length; at++) targets[at] &= sources[at];
    }

    /// <summary>Adds what two have in common.</summary>
    /// <returns>Whether that is anything.</returns>
    public static bool OrBoth(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other, Span<ulong> into)
    {
        var ones = MemoryMarshal.Cast<ulong, Vector<ulong>>(one);
        var others = MemoryMarshal.Cast<ulong, Vector<ulong>>(other);
        var targets = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var any = Vector<ulong>.Zero;
        for (var at = 0; at < targets.Length; at++)
        {
            var both = ones[at] & others[at];
            targets[at] |= both;
            any |= both;
        }

        return any != Vector<ulong>.Zero;
    }

    /// <summary>Takes away what another has.</summary>
    public static void AndNot(ReadOnlySpan<ulong> without, Span<ulong> from)
    {
        var sources = MemoryMarshal.Cast<ulong, Vector<ulong>>(without);
        var targets = MemoryMarshal.Cast<ulong, Vector<ulong>>(from);
        for (var at = 0; at < targets.Length; at++) targets[at] = Vector.AndNot(targets[at], sources[at]);
    }

    public static bool IsEmpty(ReadOnlySpan<ulong> bits) => bits.IndexOfAnyExcept(0UL) < 0;

    public static bool Has(ReadOnlySpan<ulong> bits, int offset) => (bits[offset / 64] >> (offset % 64) & 1) != 0;

    /// <summary>In ascending order.</summary>
    public static IEnumerable<int> Offsets(ulong[] bits)
    {
        for (var at = 0; at < bits.Length; at++)
            for (var left = bits[at]; left != 0; left &= left - 1)
                yield return (at * 64) + BitOperations.TrailingZeroCount(left);
    }
}
