using CoproNetwork.Domain.MemberDirectory;
using FsCheck.Xunit;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class BlockBitsTests
{
    [Property(MaxTest = 200)]
    public bool Stored_AnySet_IsReadAsItself(ushort[] ids, bool many)
    {
        var set = Set(ids, many);
        var stored = BlockBits.Store(Bits(set));
        var read = new ulong[BlockBits.Words];
        BlockBits.Load(stored, read);
        return stored.Length <= BlockBits.MaxBytes && BlockBits.Offsets(read).SequenceEqual(set) && BlockBits.CountStored(stored) == set.Count;
    }

    [Property(MaxTest = 200)]
    public bool OfTwoSets_EveryOperation_IsThatOfSets(ushort[] one, ushort[] other, bool many)
    {
        var (first, second) = (Set(one, many), Set(other, many));
        ulong[] and = Bits(first), or = Bits(first), without = Bits(first), both = new ulong[BlockBits.Words];
        BlockBits.And(Bits(second), and);
        BlockBits.Or(Bits(second), or);
        BlockBits.AndNot(Bits(second), without);
        var any = BlockBits.OrBoth(Bits(first), Bits(second), both);
        return BlockBits.Offsets(and).SequenceEqual(first.Intersect(second).Order())
            && BlockBits.Offsets(or).SequenceEqual(first.Union(second).Order())
            && BlockBits.Offsets(without).SequenceEqual(first.Except(second).Order())
            && both.SequenceEqual(and) && any == first.Intersect(second).Any()
            && BlockBits.CountStored(BlockBits.Store(Bits(first)), Bits(second)) == first.Intersect(second).Count();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    [InlineData(4095, 8190)]
    [InlineData(4096, 8192)]
    [InlineData(65536, 8192)]
    public void Store_SoMany_TakesSoManyBytes(int ones, int bytes) => Assert.Equal(bytes, BlockBits.Store(Bits(Enumerable.Range(0, ones))).Length);

    private static SortedSet<int> Set(ushort[] ids, bool many)
    {
        var set = new SortedSet<int>(ids.Select(id => id % BlockBits.Span));
        if (many) set.UnionWith(Enumerable.Range(0, BlockBits.Span / 3).Select(id => id * 2));
        return set;
    }

    private static ulong[] Bits(IEnumerable<int> offsets)
    {
        var bits = new ulong[BlockBits.Words];
        foreach (var offset in offsets) bits[offset / 64] |= 1UL << (offset % 64);
        return bits;
    }
}
