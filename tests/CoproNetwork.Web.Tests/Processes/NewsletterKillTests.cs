using System.Globalization;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace CoproNetwork.Tests.Processes;

/// <summary>An issue on its way through kills, a pause and two processes at once: everyone who wants it gets it, and gets it once. <c>COPRO_TEST_NEWSLETTER</c> says how many readers there are.</summary>
[Collection(nameof(ProcessTests))]
public sealed class NewsletterKillTests
{
    private const int Leavers = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);
    private static readonly int Readers = int.Parse(Environment.GetEnvironmentVariable("COPRO_TEST_NEWSLETTER") ?? "150", CultureInfo.InvariantCulture);

    /// <summary>Mails a second, slow enough for the pause to find some of them waiting.</summary>
    private static readonly int Pace = Math.Min(Readers / 10, 1000);

    /// <summary>The processes go by the machine's clock.</summary>
    private static DateTime NowUtc => TimeProvider.System.GetUtcNow().UtcDateTime;

    [Fact]
    public async Task Send_KilledPausedAndShared_ReachesEachOnce()
    {
        await using var data = new SharedData();
        data.Settings["Mail:NewsletterPerSecond"] = $"{Pace}";
        var given = await data.GivenAsync();
        await SubscribeAsync(data);
        var key = await ScheduleAsync(given);

        await KilledAtAsync(data, Readers / 5);
        await KilledAtAsync(data, Readers * 2 / 5);
        var (one, other) = (data.Run("newsletter", "run"), data.Run("newsletter", "run"));
        await AreThereAsync(data, Readers * 3 / 5);
        await given.InScopeAsync<NewsletterDesk>(desk => desk.DoAsync(key, null, issue => issue.Pause(), "demo", 1, NowUtc, default));
        Assert.Equal((0, 0), (await one.EndAsync(), await other.EndAsync()));
        var atRest = PickedUp.Files(Mails(data)).Count;
        Assert.True(atRest < Readers, "Nothing was left to go on with.");
        Assert.Equal(0, await data.Run("newsletter", "run").EndAsync());
        Assert.Equal(atRest, PickedUp.Files(Mails(data)).Count);

        var left = await LeaveAsync(data, given, [.. await ReachedAsync(data)]);
        await given.InScopeAsync<NewsletterDesk>(desk => desk.DoAsync(key, null, issue => issue.Resume(), "demo", 1, NowUtc, default));
        Assert.Equal(0, await data.Run("newsletter", "run").EndAsync(Patience));

        Assert.Equal(Enumerable.Range(0, Readers).Select(Address).Except(left).Order(), (await ReachedAsync(data)).Order());
        var issue = await data.SeeAsync(db => db.NewsletterIssues.AsNoTracking().SingleAsync());
        var progress = await given.InScopeAsync<NewsletterDesk, NewsletterProgress>(desk => desk.ProgressAsync(issue, default));
        Assert.Equal((NewsletterStatus.Sent, new NewsletterProgress(true, 0, Readers - left.Count, 0, 0, left.Count)), (issue.Status, progress));
    }

    private static string Mails(SharedData data) => Path.Combine(data.Folder, "mail");

    private static string Address(int reader) => $"reader{reader}@example.org";

    private static Task<int> SubscribeAsync(SharedData data) => data.SeeAsync(async db =>
    {
        for (var reader = 0; reader < Readers; reader++)
        {
            var subscriber = Subscriber.Ask(Address(reader), new("Demo wording.", 1, SiteLanguage.English), NowUtc);
            db.Entry(subscriber).Property(one => one.ConfirmedAtUtc).CurrentValue = NowUtc;
            db.Subscribers.Add(subscriber);
        }

        return await db.SaveChangesAsync();
    });

    private static async Task<string> ScheduleAsync(Given given)
    {
        var key = await given.InScopeAsync<NewsletterDesk, string>(desk => desk.StartAsync(1, NowUtc, default));
        await given.InScopeAsync<NewsletterDesk>(desk => desk.DoAsync(key, null, issue =>
        {
            issue.Write(new("Pwnc", "Subject", "Cyflwyniad", "Introduction"));
            issue.Schedule(NowUtc, NowUtc);
        }, "demo", 1, NowUtc, default));
        return key;
    }

    private static async Task KilledAtAsync(SharedData data, int mails)
    {
        var process = data.Run("newsletter", "run");
        await AreThereAsync(data, mails);
        await process.KillAsync();
        await data.LapseClaimsAsync();
        await data.LapseLeasesAsync();
    }

    private static async Task AreThereAsync(SharedData data, int mails)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var limit = new CancellationTokenSource(Patience);
        while (PickedUp.Files(Mails(data)).Count < mails) await ticks.WaitForNextTickAsync(limit.Token);
    }

    /// <summary>Whom every mail so far went to.</summary>
    private static async Task<List<string>> ReachedAsync(SharedData data)
    {
        var reached = new List<string>();
        foreach (var file in PickedUp.Files(Mails(data))) reached.Add((await MimeMessage.LoadAsync(file)).To.Mailboxes.Single().Address);
        return reached;
    }

    /// <summary>Some of those who wait for it leave by their links. A kill between the mail and the note of it leaves someone waiting who has it: too late for them.</summary>
    private static async Task<List<string>> LeaveAsync(SharedData data, Given given, HashSet<string> reached)
    {
        var waiting = await data.SeeAsync(db => db.NewsletterDeliveries.Where(delivery => delivery.Status == DeliveryStatus.Waiting).OrderBy(delivery => delivery.Id).Join(db.Subscribers, delivery => delivery.RecipientId, one => one.Id, (delivery, one) => new { one.Id, Address = one.EmailKey! }).ToListAsync());
        var leaving = waiting.Where(one => !reached.Contains(one.Address)).Take(Leavers).ToList();
        foreach (var id in leaving.Select(one => one.Id))
        {
            var token = await given.InScopeAsync<MailLists, string>(lists => lists.TokenAsync(RecipientKind.Subscriber, id, default));
            Assert.True(await given.InScopeAsync<MailChoices, bool>(choices => choices.LeaveAsync(token, MailList.Newsletter, NowUtc, default)));
        }

        return [.. leaving.Select(one => one.Address)];
    }
}
