using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Newsletters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CoproNetwork.Tests.Newsletters;

/// <summary>Deeds of the newsletter on a database of tests.</summary>
internal static class Newsroom
{
    public static readonly SubscriptionWording Wording = new("Yes, send me the demo newsletter.", 1, SiteLanguage.English);

    public static Task<long> MemberAsync(this TestDatabase database, string email, bool wants = true) =>
        database.Given.ApprovedAsync(Answers.Of(email, $"Demo {email.Split('@')[0]}") with { WantsNewsletter = wants });

    /// <summary>Asked and confirmed.</summary>
    public static async Task<long> SubscriberAsync(this TestDatabase database, string email)
    {
        await database.DoAsync<Subscriptions>(subscriptions => subscriptions.AskAsync(email, Wording, database.NowUtc, default));
        return await database.DoAsync<CoproDbContext, long>(async db =>
        {
            var subscriber = await db.Subscribers.SingleAsync(one => one.EmailKey == email);
            subscriber.Confirm(database.NowUtc);
            await db.SaveChangesAsync();
            return subscriber.Id;
        });
    }

    /// <summary>A whole issue that goes out with the next pass.</summary>
    /// <returns>Its key.</returns>
    public static async Task<string> ScheduledAsync(this TestDatabase database, DateTime? atUtc = null)
    {
        var key = await database.DoAsync<NewsletterDesk, string>(desk => desk.StartAsync(1, database.NowUtc, default));
        await database.DoAsync<NewsletterDesk>(desk => desk.DoAsync(key, null, issue =>
        {
            issue.Write(new("Pwnc", "Subject", "Cyflwyniad", "Introduction"));
            issue.Schedule(atUtc ?? database.NowUtc, database.NowUtc);
        }, "demo", 1, database.NowUtc, default));
        return key;
    }

    public static Task<NewsletterIssue> IssueAsync(this TestDatabase database, string key) => database.SeeAsync(db => db.NewsletterIssues.AsNoTracking().Include(issue => issue.Items).SingleAsync(issue => issue.Key == key));

    public static Task VerbAsync(this TestDatabase database, string key, Action<NewsletterIssue> verb) =>
        database.DoAsync<NewsletterDesk>(desk => desk.DoAsync(key, null, verb, "demo", 1, database.NowUtc, default));

    /// <summary>As one more process would.</summary>
    public static NewsletterRun Run(this TestDatabase database) =>
        new(database.Services.GetRequiredService<IServiceScopeFactory>(), database.Clock, NullLogger<NewsletterRun>.Instance);

    public static async Task<NewsletterResult> PassAsync(this TestDatabase database) => (await database.Run().RunAsync(default))!;

    /// <summary>Every reader has a row; nothing is sent yet.</summary>
    public static Task FillAsync(this TestDatabase database, string key) => database.DoAsync<CoproDbContext>(async db =>
    {
        while ((await database.IssueAsync(key)).FilledAtUtc is null) await database.DoAsync<NewsletterOpening, bool>(opening => opening.StepAsync(database.NowUtc, default));
    });

    public static IEnumerable<string> NewsletterReaders(this TestDatabase database) => database.Mails.Mails.Where(mail => mail.Exit?.List == MailList.Newsletter).Select(mail => mail.Recipient.Address);

    public static Task<List<NewsletterDelivery>> DeliveriesAsync(this TestDatabase database) => database.SeeAsync(db => db.NewsletterDeliveries.AsNoTracking().OrderBy(delivery => delivery.Id).ToListAsync());
}
