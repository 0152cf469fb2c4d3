using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Privacy;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Moderation;

/// <summary>A text that can be reported, as the reporter sees it.</summary>
public sealed record ReportedText(PublicText What, long TargetId, long MemberId, string Text, SiteLanguage? Language);

/// <summary>Takes reports, from anyone, on what they can see.</summary>
public sealed class TextReports(CoproDbContext db)
{
    /// <summary>So many undecided reports on one text are enough for anyone to look at it.</summary>
    public const int MostOfOneText = 20;

    /// <param name="key">A promise's, update's or story's key, or a listing's slug.</param>
    /// <returns>Null where the audience sees no such text.</returns>
    public async Task<ReportedText?> FindAsync(PublicText what, string? key, Audience audience, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(key)) return null;
        switch (what)
        {
            case PublicText.Promise:
                return await db.PromiseCards.AsNoTracking().Where(card => card.Audience == audience && card.Promise.Key == key)
                    .Select(card => new ReportedText(what, card.PromiseId, card.Promise.MemberId, card.Promise.Text, card.Promise.Language)).SingleOrDefaultAsync(cancellation);
            case PublicText.Story:
                return await db.StoryCards.AsNoTracking().Where(card => card.Audience == audience && card.Story.Key == key)
                    .Select(card => new ReportedText(what, card.StoryId, card.Story.MemberId, card.Story.Title, card.Language)).SingleOrDefaultAsync(cancellation);
            case PublicText.Listing:
            case PublicText.Entry:
                return await db.Listings.AsNoTracking().Where(listing => listing.Slug == key)
                    .Select(listing => new ReportedText(listing.EntryId == null ? PublicText.Listing : PublicText.Entry, listing.EntryId ?? listing.MemberId, listing.MemberId, listing.Name, null)).SingleOrDefaultAsync(cancellation);
            case PublicText.Update:
                return await UpdateAsync(key, audience, cancellation);
            default:
                return null;
        }
    }

    /// <summary>The same reason for the same text twice is one report.</summary>
    /// <exception cref="DomainRuleException">No such text, or no reason.</exception>
    public Task FileAsync(PublicText what, string? key, Audience audience, string? reason, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var text = await FindAsync(what, key, audience, token) ?? throw new DomainRuleException("Moderation.NotFound");
        what = text.What;
        var report = TextReport.File(what, text.TargetId, text.MemberId, reason, nowUtc);
        var open = await db.TextReports.AsNoTracking().Where(other => other.What == what && other.TargetId == text.TargetId && other.DecidedAtUtc == null).Select(other => other.Reason).ToListAsync(token);
        if (open.Count < MostOfOneText && !open.Contains(report.Reason)) db.TextReports.Add(report);
    }, cancellation);

    private async Task<ReportedText?> UpdateAsync(string key, Audience audience, CancellationToken cancellation)
    {
        var promise = await db.PromiseCards.AsNoTracking().Where(card => card.Audience == audience && card.Promise.Updates.Any(update => update.Key == key))
            .Select(card => new { card.Promise.MemberId, Update = card.Promise.Updates.Single(update => update.Key == key) }).SingleOrDefaultAsync(cancellation);
        return promise is not null && promise.Update.IsFor(audience) ? new(PublicText.Update, promise.Update.Id, promise.MemberId, promise.Update.Happened ?? promise.Update.Helped ?? promise.Update.Hindered ?? promise.Update.OldText ?? "", promise.Update.Language) : null;
    }
}

/// <summary>Reports are forgotten 180 days after they were decided.</summary>
public sealed class ReportRetention(CoproDbContext db) : IRetentionPass
{
    public Task<int> RunAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var until = nowUtc.AddDays(-180);
        return Batches.DeleteAsync(db.TextReports.Where(report => report.DecidedAtUtc <= until).OrderBy(report => report.DecidedAtUtc), cancellation);
    }
}
