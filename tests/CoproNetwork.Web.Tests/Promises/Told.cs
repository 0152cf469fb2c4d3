using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Promises;

/// <summary>Promises and what was said of them, by the deeds that members do.</summary>
internal static class Told
{
    /// <summary>The newest promise's key.</summary>
    public static Task<string> PromiseKeyAsync(this Portal portal, long memberId) => portal.SeeAsync(db => db.Promises.Where(promise => promise.MemberId == memberId).OrderByDescending(promise => promise.Id).Select(promise => promise.Key).FirstAsync());

    public static Task<string> StoryKeyAsync(this Portal portal, long memberId) => portal.SeeAsync(db => db.Stories.Where(story => story.MemberId == memberId).Select(story => story.Key).SingleAsync());

    /// <summary>The report's key. The clock moves on by a day.</summary>
    public static async Task<string> ReportAsync(this Portal portal, long memberId, PromiseStatus status, UpdateVisibility visibility = UpdateVisibility.Website, string? happened = null, string? wouldHelp = null, string? newText = null)
    {
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.InScopeAsync<FeedbackAnswers, bool>(async answers =>
        {
            await answers.ReportAsync(memberId, new(status, SiteLanguage.English, visibility, happened, "Tea helped.", null, wouldHelp, newText), null, portal.NowUtc, default);
            return true;
        });
        return await portal.SeeAsync(db => db.PromiseUpdates.OrderByDescending(update => update.Id).Select(update => update.Key).FirstAsync());
    }
}
