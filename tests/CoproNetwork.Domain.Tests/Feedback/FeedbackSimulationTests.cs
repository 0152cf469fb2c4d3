using CoproNetwork.Domain;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Feedback;

/// <summary>Four years of a network with everything that can happen in it: what each member was sent, and when, is exactly what the rules say.</summary>
public sealed class FeedbackSimulationTests(ITestOutputHelper output)
{
    [Fact]
    public Task Run_FourYears_SendsExactlyWhatTheRulesSay() => LiveAndCompareAsync(2027);

    /// <summary>Another network each time; the seed stands in every failure.</summary>
    [Fact]
    public Task Run_FourYearsOfAFreshNetwork_SendsExactlyWhatTheRulesSay() => LiveAndCompareAsync(Random.Shared.Next());

    private async Task LiveAndCompareAsync(int seed)
    {
        await using var database = await TestDatabase.CreateAsync();
        var network = new SimulatedNetwork(database, seed);

        // One connection stays open: were each the last one, SQLite would tidy its files up after every deed.
        await database.DoAsync<CoproDbContext>(async db =>
        {
            await db.OpenAsync(default);
            await network.LiveAsync();
        });
        var oracles = network.Logs.ToDictionary(log => log.Key, log => FeedbackOracle.Tell(log.Value));
        await CompareRequestsAsync(database, network, oracles, seed);
        await CompareMailsAsync(database, oracles, seed);
        await CompareLinksAsync(database, network, oracles, seed);
        AssertMuchHappened(network, oracles.Values, seed);
    }

    private static async Task CompareRequestsAsync(TestDatabase database, SimulatedNetwork network, Dictionary<long, FeedbackOracle> oracles, int seed)
    {
        var requests = (await database.SeeAsync(db => db.FeedbackRequests.AsNoTracking().Include(request => request.Nudges).OrderBy(request => request.Number).ToListAsync())).ToLookup(request => request.MemberId);
        foreach (var (id, oracle) in oracles)
        {
            var lines = requests[id].Select(request => FeedbackOracle.Line(request.Number, request.AskedAtUtc, request.Nudges.OrderBy(nudge => nudge.Nudge).Select(nudge => (nudge.Nudge, nudge.SentAtUtc))));
            AssertSame(oracle.Lines, lines, $"Seed {seed}, member {id}", network.Logs[id]);
        }

        Assert.All(network.Strangers, id => Assert.False(requests.Contains(id), $"Seed {seed}: {id} is no member and was asked."));
    }

    private static async Task CompareMailsAsync(TestDatabase database, Dictionary<long, FeedbackOracle> oracles, int seed)
    {
        var mails = await database.SeeAsync(db => db.OutboxMails.AsNoTracking().Where(mail => mail.Template == MailTemplates.Feedback || mail.Template == MailTemplates.FeedbackNudge).OrderBy(mail => mail.Id).ToListAsync());
        Assert.All(mails, mail => Assert.Equal(RecipientKind.Member, mail.RecipientKind));
        var byMember = mails.ToLookup(mail => mail.RecipientId, mail => $"{mail.Template} {mail.CreatedAtUtc:o} until {mail.ExpiresAtUtc:o}");
        foreach (var (id, oracle) in oracles)
            AssertSame(oracle.Mails.Select(mail => $"{(mail.Nudge == 0 ? MailTemplates.Feedback : MailTemplates.FeedbackNudge)} {mail.AtUtc:o} until {mail.ExpiresAtUtc:o}"), byMember[id], $"Seed {seed}, mails of member {id}");
        Assert.True(mails.Count == oracles.Values.Sum(oracle => oracle.Mails.Count), $"Seed {seed}: someone else was written to.");
    }

    /// <summary>A link works until the next request that is planned at that moment falls due. Of who left no link is kept.</summary>
    private static async Task CompareLinksAsync(TestDatabase database, SimulatedNetwork network, Dictionary<long, FeedbackOracle> oracles, int seed)
    {
        var requests = await database.SeeAsync(db => db.FeedbackRequests.AsNoTracking().ToDictionaryAsync(request => request.Id, request => (request.MemberId, request.Number)));
        var links = (await database.SeeAsync(db => db.MailedLinks.AsNoTracking().Where(link => link.Purpose == LinkPurpose.Feedback).OrderBy(link => link.Id).ToListAsync()))
            .ToLookup(link => requests[link.SubjectId].MemberId, link => $"{requests[link.SubjectId].Number} {link.MadeAtUtc:o} until {link.ExpiresAtUtc:o}");
        foreach (var (id, oracle) in oracles)
            AssertSame(network.Left.Contains(id) ? [] : oracle.Mails.Select(mail => $"{mail.Number} {mail.AtUtc:o} until {mail.ExpiresAtUtc:o}"), links[id], $"Seed {seed}, links of member {id}");
    }

    /// <summary>A network in which nothing happened would prove nothing.</summary>
    private void AssertMuchHappened(SimulatedNetwork network, IReadOnlyCollection<FeedbackOracle> oracles, int seed)
    {
        var lines = oracles.SelectMany(oracle => oracle.Lines).ToList();
        var (asked, missed) = (lines.Count(line => line.Contains("asked", StringComparison.Ordinal)), lines.Count(line => line.EndsWith("missed", StringComparison.Ordinal)));
        var (first, second) = (lines.Count(line => line.Contains("nudge 1", StringComparison.Ordinal)), lines.Count(line => line.Contains("nudge 2", StringComparison.Ordinal)));
        output.WriteLine($"Seed {seed}: {network.Logs.Count} members, {asked} asked, {missed} missed, {first} first nudges, {second} second ones, {network.Left.Count} left; {network.Logs.Values.SelectMany(log => log).CountBy(one => one.GetType().Name).Aggregate("", (all, one) => $"{all} {one.Key} {one.Value}")}");
        Assert.True(asked > 50 && missed > 0 && first > 15 && second > 10, $"Seed {seed}: too little happened: {asked} asked, {missed} missed, {first} and {second} nudges.");
    }

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual, string whose, IEnumerable<Happening>? log = null)
    {
        var (wanted, found) = (string.Join('\n', expected), string.Join('\n', actual));
        Assert.True(wanted == found, $"{whose}.\nBy the rules:\n{wanted}\nFound:\n{found}\n{string.Join('\n', (log ?? []).Where(one => one is not Happening.Passed))}");
    }
}
