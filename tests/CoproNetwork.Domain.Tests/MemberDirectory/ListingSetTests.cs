using CoproNetwork.Domain.MemberDirectory;
using FsCheck.Xunit;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class ListingSetTests
{
    [Property(MaxTest = 200)]
    public bool And_OfAnySets_IsTheirIntersection(ushort[] one, ushort[] other)
    {
        var both = Of(one).And(Of(other));
        var expected = one.Intersect(other).Select(id => (long)id).Order().ToList();
        return both.Ids.SequenceEqual(expected) && both.Count == expected.Count;
    }

    [Property(MaxTest = 200)]
    public bool Put_AndTakenBack_LeavesNothing(ushort[] ids)
    {
        var block = TermBlock.Empty("demo", 0);
        foreach (var id in ids) block.Put(id % TermBlock.Span, true);
        var isShort = block.Bits.Length <= TermBlock.BitsMaxLength;
        foreach (var id in ids) block.Put(id % TermBlock.Span, false);
        return isShort && block.IsEmpty;
    }

    private static ListingSet Of(IEnumerable<ushort> ids)
    {
        var blocks = new Dictionary<int, TermBlock>();
        foreach (var id in ids)
        {
            var at = TermBlock.Of(id);
            if (!blocks.TryGetValue(at, out var block)) blocks[at] = block = TermBlock.Empty("demo", at);
            block.Put(id, true);
        }

        return new(blocks.ToDictionary(block => block.Key, block => block.Value.Run));
    }
}
