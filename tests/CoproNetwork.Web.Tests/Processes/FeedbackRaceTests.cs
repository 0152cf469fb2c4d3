using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Processes;

/// <summary>The pass as it is run by hand or by two portals: at once on one file, and killed at any moment.</summary>
[Collection(nameof(ProcessTests))]
public sealed class FeedbackRaceTests(FilledNetwork filled) : IClassFixture<FilledNetwork>
{
    /// <summary>Everyone is asked half-yearly, so seven months on each has a request due.</summary>
    private static readonly DateTime NowUtc = DateTime.UtcNow.Date.AddMonths(7).AddHours(12);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Run_ByTwoProcessesAtOnce_AsksEachMemberOnce()
    {
        await using var data = new SharedData();
        var due = await FillAsync(data);

        PortalProcess[] both = [Pass(data), Pass(data)];
        foreach (var one in both) Assert.True(await one.EndAsync() == 0, one.Output);

        await AssertAskedOnceAsync(data, due);

        // Together they did it all, whether one found the other at it or came after it.
        Assert.Equal(due.Count, both.Sum(one => Asked(one.Output)));
    }

    /// <summary>Their leases are taken from them all the while, as if each had stood still for too long: then only the unique keys stand between them.</summary>
    [Fact]
    public async Task Run_ByTwoProcessesWithoutALease_AsksEachMemberOnce()
    {
        await using var data = new SharedData();
        var due = await FillAsync(data);

        PortalProcess[] both = [Pass(data), Pass(data)];
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (both.Any(one => !one.HasExited))
        {
            await data.LapseLeasesAsync();
            await ticks.WaitForNextTickAsync();
        }

        foreach (var one in both) Assert.True(await one.EndAsync() == 0, one.Output);
        await data.LapseLeasesAsync();
        Assert.Equal(0, await Pass(data).EndAsync());
        await AssertAskedOnceAsync(data, due);
    }

    [Fact]
    public async Task Kill_AtRandomMomentsUntilItIsDone_AsksEachMemberOnce()
    {
        await using var data = new SharedData();
        var due = await FillAsync(data);
        var random = new Random();
        var (kills, partial) = (0, 0);
        for (var asked = 0; asked < due.Count; asked = await AskedAsync(data))
        {
            // Soon after the first batch, so that some is done and some is not; from then on at any moment, its start included.
            var victim = Pass(data);
            if (kills == 0) await UntilAsync(async () => victim.HasExited || await AskedAsync(data) > asked, random.Next(1, 80));
            else await UntilAsync(() => Task.FromResult(true), random.Next(1, 4000));
            if (!victim.HasExited && kills < 12)
            {
                await victim.KillAsync();
                kills++;
            }
            else await victim.EndAsync();

            if (await AskedAsync(data) is > 0 and var some && some < due.Count) partial++;
            await data.LapseLeasesAsync();
        }

        Assert.Equal(0, await Pass(data).EndAsync());
        await AssertAskedOnceAsync(data, due);
        Assert.True(kills > 0 && partial > 0, $"Killed {kills} times, {partial} times in the middle: nothing was proved.");
    }

    private static PortalProcess Pass(SharedData data) => data.Run("feedback", "run", "--at", $"{NowUtc:yyyy-MM-ddTHH:mm}Z");

    private static Task<int> AskedAsync(SharedData data) => data.SeeAsync(db => db.FeedbackRequests.CountAsync(request => request.AskedAtUtc == NowUtc));

    private static int Asked(string output) => output.Split('\n').Select(line => line.Split(' ')).Where(words => words is [_, "asked,", ..]).Sum(words => int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture));

    /// <returns>Who is due.</returns>
    private async Task<List<long>> FillAsync(SharedData data)
    {
        filled.CopyTo(data);
        var due = await data.SeeAsync(db => db.Members.Where(member => member.Status == MemberStatus.Approved).Select(member => member.Id).OrderBy(id => id).ToListAsync());
        Assert.True(due.Count > FilledNetwork.Members / 2, $"Only {due.Count} members are due.");
        return due;
    }

    /// <summary>Polls quickly until it is so, then lets so many milliseconds pass.</summary>
    private static async Task UntilAsync(Func<Task<bool>> isSo, int then)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var limit = new CancellationTokenSource(Patience);
        while (!await isSo()) await ticks.WaitForNextTickAsync(limit.Token);
        using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(then));
        await moment.WaitForNextTickAsync(limit.Token);
    }

    private static async Task AssertAskedOnceAsync(SharedData data, List<long> due)
    {
        Assert.Equal(due, await data.SeeAsync(db => db.FeedbackRequests.Where(request => request.AskedAtUtc == NowUtc).Select(request => request.MemberId).OrderBy(id => id).ToListAsync()));
        var mails = await data.SeeAsync(db => db.OutboxMails.AsNoTracking().Where(mail => mail.Template == MailTemplates.Feedback || mail.Template == MailTemplates.FeedbackNudge).ToListAsync());
        Assert.Equal(due, mails.Select(mail => mail.RecipientId).Order());
        Assert.All(mails, mail => Assert.Equal((MailTemplates.Feedback, NowUtc), (mail.Template, mail.CreatedAtUtc)));

        // Each mail's link leads to the request of its own reader.
        var linked = await data.SeeAsync(db => db.MailedLinks.Where(link => link.Purpose == LinkPurpose.Feedback).Join(db.FeedbackRequests, link => link.SubjectId, request => request.Id, (_, request) => new { request.MemberId, request.AskedAtUtc }).ToListAsync());
        Assert.Equal(due, linked.Select(link => link.MemberId).Order());
        Assert.All(linked, link => Assert.Equal(NowUtc, link.AskedAtUtc));
    }
}

/// <summary>A demonstration that is made once; each test has a copy.</summary>
public sealed class FilledNetwork : IAsyncLifetime
{
    public const int Members = 3000;

    private readonly SharedData _data = new();

    public async ValueTask InitializeAsync()
    {
        var filling = _data.Run("demo", "--members", $"{Members}");
        Assert.True(await filling.EndAsync() == 0, filling.Output);
    }

    public ValueTask DisposeAsync() => _data.DisposeAsync();

    /// <summary>With the secrets that its key ring asks for.</summary>
    internal void CopyTo(SharedData other)
    {
        File.Copy(_data.Database, other.Database);
        other.Settings["Secrets:Folder"] = _data.Settings["Secrets:Folder"];
    }
}
