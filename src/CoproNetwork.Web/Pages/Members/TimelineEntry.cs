using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Members;

/// <summary>One point of a member's own way: a promise made, a request, or a report; exactly one of the three is set.</summary>
public sealed record TimelineEntry(DateTime AtUtc, OwnPromise? Made, OwnRequest? Request, OwnReport? Report)
{
    /// <summary>So many are shown; ten years of half-yearly requests, with reports between them.</summary>
    private const int Most = 60;

    /// <summary>Newest first, in three queries.</summary>
    public static async Task<IReadOnlyList<TimelineEntry>> OfAsync(CoproDbContext db, long memberId, CancellationToken cancellation)
    {
        var promises = await db.Promises.AsNoTracking().Where(promise => promise.MemberId == memberId).OrderByDescending(promise => promise.Id).Take(Most)
            .Select(promise => new OwnPromise(promise.MadeAtUtc, promise.Text, promise.Language)).ToListAsync(cancellation);
        var requests = await db.FeedbackRequests.AsNoTracking().Where(request => request.MemberId == memberId && request.AskedAtUtc != null).OrderByDescending(request => request.Number).Take(Most)
            .Select(request => new OwnRequest(request.AskedAtUtc!.Value, request.AnsweredAtUtc)).ToListAsync(cancellation);
        var reports = await db.PromiseUpdates.AsNoTracking().Where(update => update.IsReport && db.Promises.Any(promise => promise.Id == update.PromiseId && promise.MemberId == memberId)).OrderByDescending(update => update.AtUtc).Take(Most)
            .Select(update => new OwnReport(update.Key, update.AtUtc, update.Status, update.Language, update.Happened, update.Helped, update.Hindered, update.WouldHelp, update.OldText, update.OldLanguage, update.Visibility, update.HiddenReason)).ToListAsync(cancellation);
        return
        [
            .. promises.Select(one => new TimelineEntry(one.MadeAtUtc, one, null, null))
                .Concat(requests.Select(one => new TimelineEntry(one.AskedAtUtc, null, one, null)))
                .Concat(reports.Select(one => new TimelineEntry(one.AtUtc, null, null, one)))
                .OrderByDescending(entry => entry.AtUtc)
                .Take(Most),
        ];
    }
}

public sealed record OwnPromise(DateTime MadeAtUtc, string Text, SiteLanguage Language);

public sealed record OwnRequest(DateTime AskedAtUtc, DateTime? AnsweredAtUtc);

/// <param name="HiddenReason">Why a coordinator hid it; null where they did not.</param>
public sealed record OwnReport(
    string Key, DateTime AtUtc, PromiseStatus Status, SiteLanguage Language, string? Happened, string? Helped, string? Hindered, string? WouldHelp, string? OldText, SiteLanguage? OldLanguage, UpdateVisibility Visibility, string? HiddenReason);
