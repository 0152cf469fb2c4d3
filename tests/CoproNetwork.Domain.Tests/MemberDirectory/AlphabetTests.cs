using System.Runtime.InteropServices;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using FsCheck.Xunit;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

public sealed class AlphabetTests
{
    [Property(MaxTest = 300)]
    public void Take_AnyHits_AreInTheOrderOfLevelsAndAlphabet(int seed)
    {
        var random = new Random(seed);
        var ids = AnyIds(random);
        var levels = ids.Where(Chosen(random, ids)).ToDictionary(id => id, _ => random.Next(3));
        var order = levels.Keys.OrderBy(id => levels[id]).ThenBy(id => Array.IndexOf(ids, id)).Select(id => new RankedId(levels[id], id)).ToList();
        var (from, count) = (random.Next(-1, order.Count), random.Next(1, 60));
        var alphabet = Sliced(random, ids);
        var (level, rank) = from < 0 ? (0, -1) : (order[from].Level, alphabet.RanksOf(BlockBits.BlockOf(order[from].Id))![BlockBits.OffsetOf(order[from].Id)] - 1);

        var taken = new HitOrder(alphabet, Blocks(levels)).Take(level, rank, count);

        Assert.Equal(order.Skip(from + 1).Take(count), taken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upto_WhereTheListingIsGoneOrRenamed_IsWhereItStood(bool isRenamed)
    {
        await using var database = await TestDatabase.CreateAsync();
        var ids = new Dictionary<string, long>();
        foreach (var name in new[] { "Demo A", "Demo B", "Demo C", "Demo D" }) ids[name] = await database.Given.ApprovedAsync(Answers.Of($"{name[^1]}@example.org", name));
        var page = await database.DoAsync<DirectorySearch, DirectoryPage>(search => search.FindAsync(new(SiteLanguage.English) { Words = "demo" }, 2, default));
        await database.DoAsync<Domain.CoproDbContext>(db => db.InTransactionAsync(async token =>
        {
            var member = await db.Members.SingleAsync(m => m.Id == ids["Demo B"], token);
            if (isRenamed) member.ChangeDetails(new("Demo E", member.Kind, member.Age, null, null, null, member.Where, member.Language));
            else member.Leave(database.NowUtc);
            await new DirectoryWriter(db, new(db), new(db)).RefreshAsync(member, null, database.NowUtc, token);
        }, default));

        var next = await database.DoAsync<DirectorySearch, DirectoryPage>(search => search.FindAsync(new(SiteLanguage.English) { Words = "demo", After = page.Next }, 2, default));

        Assert.Equal(["Demo A", "Demo B"], page.Cards.Select(card => card.Name));
        Assert.Equal(["Demo C", "Demo D"], next.Cards.Select(card => card.Name));
    }

    /// <summary>Members and entries, of several blocks, in any order.</summary>
    private static long[] AnyIds(Random random)
    {
        var ids = new HashSet<long>();
        for (var count = random.Next(1, 400); ids.Count < count;) ids.Add((random.Next(2) * Listing.FirstOfEntries) + random.Next(1, 3 * BlockBits.Span));
        var all = ids.ToArray();
        random.Shuffle(all);
        return all;
    }

    /// <summary>Sometimes hits lie scattered, sometimes close together at the end.</summary>
    private static Func<long, bool> Chosen(Random random, long[] ids)
    {
        if (random.Next(2) == 0) return _ => random.Next(3) == 0;
        var first = random.Next(ids.Length);
        return id => Array.IndexOf(ids, id) >= first;
    }

    private static Alphabet Sliced(Random random, long[] ids)
    {
        var slices = new List<AlphabetSlice>();
        for (var at = 0; at < ids.Length;)
        {
            var some = ids.Skip(at).Take(random.Next(1, 90)).ToArray();
            slices.Add(new(slices.Count, Guid.NewGuid(), "", 0, MemoryMarshal.AsBytes<long>(some).ToArray()));
            at += some.Length;
        }

        return new(Guid.NewGuid(), slices);
    }

    private static List<BlockHits> Blocks(Dictionary<long, int> levels) => [.. levels.GroupBy(hit => BlockBits.BlockOf(hit.Key)).Select(block =>
        new BlockHits(block.Key, block.GroupBy(hit => hit.Value).ToDictionary(level => level.Key, level => Bits(level.Select(hit => hit.Key)))))];

    private static ulong[] Bits(IEnumerable<long> ids)
    {
        var bits = new ulong[BlockBits.Words];
        foreach (var id in ids) bits[BlockBits.OffsetOf(id) / 64] |= 1UL << (BlockBits.OffsetOf(id) % 64);
        return bits;
    }
}
