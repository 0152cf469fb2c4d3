using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Web.Pages.Desk.Reports;

/// <summary>A reported text as it is now: the desk reads it whole, whoever else may see it.</summary>
/// <param name="Title">A story's title or a listing's name. Null, as <paramref name="Text"/>, where the words are for figures only.</param>
/// <param name="Language">Null of a listing.</param>
/// <param name="Words">Of a report on a promise, which has neither title nor text.</param>
/// <param name="SeenBy">Resource key of whom its author shows it to.</param>
/// <param name="IsShown">Whether it stands on any page outside the desk.</param>
/// <param name="Place">The key or slug of the page where it stands.</param>
public sealed record TextAtDesk(PublicText What, string? Title, string? Text, SiteLanguage? Language, ReportedWords? Words, string SeenBy, bool IsShown, DateTime? HiddenAtUtc, string Place)
{
    /// <summary>Leads to its page at the desk; null for what is no listing.</summary>
    public string? EntryKey { get; init; }

    /// <summary>Its first words; empty where there are none to show.</summary>
    public string Beginning => Title ?? Text ?? (Words is { Written: [var first, ..] } ? first.Text : "");
}

/// <summary>Reads reported texts, in at most one query for each kind.</summary>
internal static class TextsAtDesk
{
    /// <summary>Those that are still there, by kind and id.</summary>
    public static async Task<Dictionary<(PublicText, long), TextAtDesk>> ReadAsync(CoproDbContext db, IReadOnlyCollection<(PublicText What, long TargetId)> targets, CancellationToken cancellation)
    {
        var texts = new Dictionary<(PublicText, long), TextAtDesk>();
        foreach (var kind in targets.GroupBy(target => target.What))
        {
            var ids = kind.Select(target => target.TargetId).Distinct().ToList();
            var found = kind.Key switch
            {
                PublicText.Promise => await PromisesAsync(db, ids, cancellation),
                PublicText.Story => await StoriesAsync(db, ids, cancellation),
                PublicText.Update => await UpdatesAsync(db, ids, cancellation),
                PublicText.Entry => await EntriesAsync(db, ids, cancellation),
                _ => await ListingsAsync(db, ids, cancellation),
            };
            foreach (var (id, text) in found) texts[(kind.Key, id)] = text;
        }

        return texts;
    }

    private static async Task<IEnumerable<(long, TextAtDesk)>> PromisesAsync(CoproDbContext db, List<long> ids, CancellationToken cancellation)
    {
        var promises = await db.Promises.AsNoTracking().Where(promise => ids.Contains(promise.Id)).Select(promise => new { promise.Id, promise.Key, promise.Text, promise.Language, promise.Visibility, promise.HiddenAtUtc }).ToListAsync(cancellation);
        return promises.Select(promise => (promise.Id, new TextAtDesk(
            PublicText.Promise, null, promise.Text, promise.Language, null, $"Promises.Visibility.{promise.Visibility}", promise.HiddenAtUtc is null && promise.Visibility != PromiseVisibility.Team, promise.HiddenAtUtc, promise.Key)));
    }

    private static async Task<IEnumerable<(long, TextAtDesk)>> StoriesAsync(CoproDbContext db, List<long> ids, CancellationToken cancellation)
    {
        var stories = await db.Stories.AsNoTracking().Where(story => ids.Contains(story.Id))
            .Select(story => new { story.Id, story.Key, Title = story.Consent == StoryConsent.FiguresOnly ? null : story.Title, Text = story.Consent == StoryConsent.FiguresOnly ? null : story.Text, story.Language, story.Consent, story.HiddenAtUtc })
            .ToListAsync(cancellation);
        return stories.Select(story => (story.Id, new TextAtDesk(
            PublicText.Story, story.Title, story.Text, story.Language, null, $"Stories.Consent.{story.Consent}", story.HiddenAtUtc is null && story.Consent is not (StoryConsent.FiguresOnly or StoryConsent.EvaluationTeam), story.HiddenAtUtc, story.Key)));
    }

    private static async Task<IEnumerable<(long, TextAtDesk)>> UpdatesAsync(CoproDbContext db, List<long> ids, CancellationToken cancellation)
    {
        var updates = await (from update in db.PromiseUpdates.AsNoTracking()
                             join promise in db.Promises on update.PromiseId equals promise.Id
                             where ids.Contains(update.Id)
                             select new { update.Id, promise.Key, Shown = promise.HiddenAtUtc == null && promise.Visibility != PromiseVisibility.Team, update.Language, update.Happened, update.Helped, update.Hindered, update.OldText, update.Visibility, update.HiddenAtUtc }).ToListAsync(cancellation);

        // What would help was never public, so nobody can have reported it.
        return updates.Select(update => (update.Id, new TextAtDesk(
            PublicText.Update, null, null, update.Language, new(update.Language, update.Happened, update.Helped, update.Hindered, null, update.OldText), $"Promises.UpdateVisibility.{update.Visibility}",
            update.HiddenAtUtc is null && update.Shown && update.Visibility != UpdateVisibility.Team, update.HiddenAtUtc, update.Key)));
    }

    /// <summary>A listing that its member took down is gone; one that was hidden is not.</summary>
    private static async Task<IEnumerable<(long, TextAtDesk)>> ListingsAsync(CoproDbContext db, List<long> ids, CancellationToken cancellation)
    {
        var members = await db.Members.AsNoTracking().Where(member => ids.Contains(member.Id) && member.Status == MemberStatus.Approved)
            .Select(member => new
            {
                member.Id,
                member.Name,
                member.OrganisationName,
                member.Role,
                member.ListingHiddenAtUtc,
                Slug = db.Listings.Where(listing => listing.MemberId == member.Id && listing.EntryId == null).Select(listing => listing.Slug).SingleOrDefault(),
                Entry = db.Entries.Where(entry => entry.OwnMemberId == member.Id).Select(entry => new { entry.Key, Shown = entry.Revisions.FirstOrDefault(revision => revision.State == RevisionState.Shown) }).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return members.Where(member => member.Slug is not null || member.ListingHiddenAtUtc is not null).Select(member => (member.Id, new TextAtDesk(
            PublicText.Listing, member.Name, Lines([member.Role, member.OrganisationName, .. Says(member.Entry?.Shown)]), null, null, "Promises.Visibility.Everyone", member.Slug is not null, member.ListingHiddenAtUtc, member.Slug ?? "")
        { EntryKey = member.Entry?.Key }));
    }

    /// <summary>As it was approved last. One that its editors archived is gone.</summary>
    private static async Task<IEnumerable<(long, TextAtDesk)>> EntriesAsync(CoproDbContext db, List<long> ids, CancellationToken cancellation)
    {
        var entries = await db.Entries.AsNoTracking().Where(entry => ids.Contains(entry.Id))
            .Select(entry => new
            {
                entry.Id,
                entry.Key,
                entry.HiddenAtUtc,
                Shown = entry.Revisions.FirstOrDefault(revision => revision.State == RevisionState.Shown),
                Slug = db.Listings.Where(listing => listing.EntryId == entry.Id).Select(listing => listing.Slug).SingleOrDefault(),
            })
            .ToListAsync(cancellation);
        return entries.Where(entry => entry.Shown is not null && (entry.Slug is not null || entry.HiddenAtUtc is not null)).Select(entry => (entry.Id, new TextAtDesk(
            PublicText.Entry, Lines([entry.Shown!.NameWelsh, entry.Shown.NameEnglish]), Lines(Says(entry.Shown)), null, null, "Promises.Visibility.Everyone", entry.Slug is not null, entry.HiddenAtUtc, entry.Slug ?? "")
        { EntryKey = entry.Key }));
    }

    private static IEnumerable<string?> Says(EntryRevision? revision) => revision is null ? [] : [revision.SummaryWelsh, revision.SummaryEnglish, revision.Links];

    private static string? Lines(IEnumerable<string?> parts) => string.Join("\n", parts.OfType<string>()) is { Length: > 0 } lines ? lines : null;
}
