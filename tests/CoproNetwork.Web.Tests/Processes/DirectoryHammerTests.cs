using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Processes;

/// <summary>
/// While two portals are searched without a pause, a third process edits, approves, hides, archives, merges and rebuilds on the same file. No answer to a question asked after a deed was done
/// shows what the deed took away, nor does any show what is not approved yet.
/// </summary>
[Collection(nameof(ProcessTests))]
public sealed partial class DirectoryHammerTests
{
    private const int Rounds = 60;

    /// <summary>Secrets up to this number are gone; those above the other were never shown.</summary>
    private int _gone;
    private int _shown;
    private int _seen;

    [Fact]
    public async Task Search_WhileListingsChange_NeverShowsWhatIsHidden()
    {
        await using var data = new SharedData();
        var given = await data.GivenAsync();
        var (maker, coordinator) = (await given.ApprovedAsync(Answers.Of("maker@example.org", "Demo Maker")), await given.CoordinatorAsync());
        var other = await DescribeAsync(given, maker, 0);
        await given.InScopeAsync<EntryDecisions>(decisions => decisions.ApproveAsync(other, 1, coordinator, DateTime.UtcNow, default));
        PortalProcess[] portals = [data.Start(), data.Start()];
        Uri[] addresses = [await portals[0].AddressAsync(), await portals[1].AddressAsync()];
        using var done = new CancellationTokenSource();
        var readers = addresses.SelectMany(address => new[] { ReadAsync(address, done.Token), ReadAsync(address, done.Token) }).ToList();

        for (var round = 1; round <= Rounds; round++) await HideOneAsync(data, given, (maker, coordinator, other), round);
        await done.CancelAsync();
        await Task.WhenAll(readers);

        Assert.True(_seen > 0, "No reader ever saw what could have been hidden.");
        foreach (var portal in portals) Assert.Equal(0, (await portal.StopAsync()).Code);
    }

    private async Task HideOneAsync(SharedData data, Given given, (long Maker, long Coordinator, string Other) who, int round)
    {
        var (now, key) = (DateTime.UtcNow, await DescribeAsync(given, who.Maker, round));
        Volatile.Write(ref _shown, round);
        await given.InScopeAsync<EntryDecisions>(decisions => decisions.ApproveAsync(key, 1, who.Coordinator, now, default));
        var seenBefore = Volatile.Read(ref _seen);
        for (var wait = 0; wait < 50 && Volatile.Read(ref _seen) == seenBefore; wait++) await Task.Delay(2);
        switch (round % 5)
        {
            case 0:
                await given.InScopeAsync<EntryEditing>(editing => editing.EditAsync(key, who.Maker, 1, Content(null), now, default));
                break;
            case 1:
                await given.InScopeAsync<EntryDecisions>(decisions => decisions.HideAsync(key, "demo reason", who.Coordinator, now, default));
                break;
            case 2:
                await given.InScopeAsync<EntryEditing>(editing => editing.ArchiveAsync(key, who.Maker, now, default));
                break;
            case 3:
                var (stays, goes) = await data.SeeAsync(async db => (await IdAsync(db, who.Other), await IdAsync(db, key)));
                await given.InScopeAsync<ListingMerge>(merge => merge.MergeAsync(stays, goes, who.Coordinator, now, default));
                break;
            default:
                await given.InScopeAsync<EntryDecisions>(decisions => decisions.HideAsync(key, "demo reason", who.Coordinator, now, default));
                await given.InScopeAsync<DirectoryRebuild>(rebuild => rebuild.RunAsync(default));
                break;
        }

        Volatile.Write(ref _gone, round);
    }

    private async Task ReadAsync(Uri portal, CancellationToken done)
    {
        using var visitor = new Visitor(portal);
        for (var turn = 0; !done.IsCancellationRequested; turn++)
        {
            var gone = Volatile.Read(ref _gone);
            string[] paths = [$"/en/directory?q=keyword{gone}", $"/en/directory?q=keyword{gone + 1}", "/cy/cyfeiriadur?q=morthwyl", "/en/directory?kind=venue", "/en/directory", "/api/v1/listings?q=hammer", "/api/v1/listings.csv"];
            var answer = await visitor.GetAsync(paths[turn % paths.Length], follow: false);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            foreach (var number in Secret().Matches(answer.Body).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Where(number => number > 0))
            {
                Assert.True(number > gone, $"{paths[turn % paths.Length]} shows {number}, which was gone before it was asked for, as was all up to {gone}.");
                Assert.True(number <= Volatile.Read(ref _shown), $"{paths[turn % paths.Length]} shows {number}, which nobody had approved.");
                Interlocked.Increment(ref _seen);
            }
        }
    }

    private static Task<string> DescribeAsync(Given given, long maker, int round) => given.InScopeAsync<EntryEditing, string>(editing => editing.DescribeAsync(maker, ListingKind.Venue, Content(round), true, DateTime.UtcNow, default));

    private static EntryContent Content(int? round) => new()
    {
        NameEnglish = "Demo Hammer",
        NameWelsh = "Demo Morthwyl",
        SummaryEnglish = round is null ? "Nothing is left." : $"keyword{round} secret{round}.",
        SummaryWelsh = round is null ? "Dim byd ar ôl." : $"keyword{round} secret{round}.",
        Where = Whereabouts.In(Gazetteer.Places[0].Id),
    };

    private static Task<long> IdAsync(Domain.CoproDbContext db, string key) => db.Listings.Where(listing => listing.Entry!.Key == key).Select(listing => listing.Id).SingleAsync();

    [GeneratedRegex(@"secret(\d+)")]
    private static partial Regex Secret();
}
