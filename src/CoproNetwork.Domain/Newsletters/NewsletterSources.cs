using System.Globalization;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>A piece as it may be shown now.</summary>
/// <param name="Key">Within its source.</param>
/// <param name="Title">A name, or the words themselves.</param>
/// <param name="TitleLanguage">Null for a name.</param>
/// <param name="Text">More of it; null where the title says all.</param>
/// <param name="TextLanguage">Null for a name.</param>
/// <param name="By">Whose it is, where they may be named.</param>
/// <param name="Slug">Of the page that it leads to.</param>
/// <param name="Note">A resource key, such as that a promise is kept; null for none.</param>
public sealed record NewsletterPiece(string Key, string Title, SiteLanguage? TitleLanguage, string? Text, SiteLanguage? TextLanguage, string? By, string Slug, string? Note = null);

/// <summary>A part of the site that the newsletter tells of. Whatever has news answers to it, and is registered beside the others; the pages put its name into words.</summary>
public interface INewsletterSource
{
    string Name { get; }

    /// <summary>What is new, the newest first, with consent to be in a newsletter.</summary>
    /// <param name="sinceUtc">Null for everything.</param>
    /// <param name="most">At most so many.</param>
    Task<IReadOnlyList<NewsletterPiece>> ProposeAsync(DateTime? sinceUtc, int most, CancellationToken cancellation);

    /// <summary>Those of the keys that may still be shown to everyone; a withdrawn one is missing.</summary>
    Task<IReadOnlyList<NewsletterPiece>> ReadAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation);
}

/// <summary>Who has come into the directory. The key is the listing's id: an address may be another's one day.</summary>
public sealed class NewMembersSource(CoproDbContext db) : INewsletterSource
{
    public string Name => "members";

    public async Task<IReadOnlyList<NewsletterPiece>> ProposeAsync(DateTime? sinceUtc, int most, CancellationToken cancellation)
    {
        var since = sinceUtc ?? DateTime.MinValue;
        return await PiecesAsync(Members().Where(l => l.ListedAtUtc > since).OrderByDescending(l => l.ListedAtUtc).ThenByDescending(l => l.Id).Take(most), cancellation);
    }

    public async Task<IReadOnlyList<NewsletterPiece>> ReadAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var ids = keys.Select(key => long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).ToArray();
        return await PiecesAsync(Members().Where(l => EF.Parameter(ids).Contains(l.Id)), cancellation);
    }

    private IQueryable<Listing> Members() => db.Listings.AsNoTracking().Where(l => l.EntryId == null);

    private static async Task<IReadOnlyList<NewsletterPiece>> PiecesAsync(IQueryable<Listing> listings, CancellationToken cancellation) =>
        [.. (await listings.Select(l => new { l.Id, l.Slug, l.Name, l.OrganisationName }).ToListAsync(cancellation))
            .Select(l => new NewsletterPiece(l.Id.ToString(CultureInfo.InvariantCulture), l.Name, null, l.OrganisationName, null, null, l.Slug))];
}

/// <summary>Updates on promises, kept ones among them, that their makers let into the newsletter.</summary>
public sealed class PromiseNewsSource(CoproDbContext db) : INewsletterSource
{
    private const string Kept = "Newsletters.Note.Kept";

    public string Name => "promises";

    public async Task<IReadOnlyList<NewsletterPiece>> ProposeAsync(DateTime? sinceUtc, int most, CancellationToken cancellation)
    {
        var since = sinceUtc ?? DateTime.MinValue;
        return Pieces(await Told(Updates().Where(u => u.AtUtc > since).OrderByDescending(u => u.AtUtc).ThenByDescending(u => u.Id)).Take(most).ToListAsync(cancellation));
    }

    public async Task<IReadOnlyList<NewsletterPiece>> ReadAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var wanted = keys.ToArray();
        return Pieces(await Told(Updates().Where(u => wanted.Contains(u.Key))).ToListAsync(cancellation));
    }

    /// <summary>Reports with something to tell, which their makers let out; whether the promise itself is public, its card says.</summary>
    private IQueryable<PromiseUpdate> Updates() => db.PromiseUpdates.AsNoTracking()
        .Where(u => u.IsReport && u.HiddenAtUtc == null && u.Visibility == UpdateVisibility.Newsletter && (u.Status == PromiseStatus.Kept || u.Happened != null));

    private IQueryable<ToldUpdate> Told(IQueryable<PromiseUpdate> updates) =>
        from update in updates
        join card in db.PromiseCards.Where(card => card.Audience == Audience.Public) on update.PromiseId equals card.PromiseId
        join listing in db.Listings.Where(own => own.EntryId == null) on card.Promise.MemberId equals listing.MemberId into listed
        from listing in listed.DefaultIfEmpty()
        select new ToldUpdate { Key = update.Key, Promise = card.Promise.Text, PromiseLanguage = card.Promise.Language, PromiseKey = card.Promise.Key, Happened = update.Happened, Language = update.Language, Status = update.Status, By = listing.Name };

    private static List<NewsletterPiece> Pieces(IEnumerable<ToldUpdate> told) =>
        [.. told.Select(one => new NewsletterPiece(one.Key, one.Promise, one.PromiseLanguage, one.Happened, one.Language, one.By, one.PromiseKey, one.Status == PromiseStatus.Kept ? Kept : null))];

    private sealed class ToldUpdate
    {
        public required string Key { get; init; }
        public required string Promise { get; init; }
        public required SiteLanguage PromiseLanguage { get; init; }
        public required string PromiseKey { get; init; }
        public required string? Happened { get; init; }
        public required SiteLanguage Language { get; init; }
        public required PromiseStatus Status { get; init; }
        public required string? By { get; init; }
    }
}

/// <summary>Stories that everyone may read.</summary>
public sealed class StoryNewsSource(CoproDbContext db) : INewsletterSource
{
    /// <summary>So many words of a story stand in an issue; the rest is a press away.</summary>
    private const int Words = 60;

    public string Name => "stories";

    public async Task<IReadOnlyList<NewsletterPiece>> ProposeAsync(DateTime? sinceUtc, int most, CancellationToken cancellation)
    {
        var stories = new StoryList(db);
        return Pieces(sinceUtc is { } since ? await stories.NewSinceAsync(Audience.Public, since, most, cancellation) : await stories.NewestAsync(Audience.Public, most, cancellation));
    }

    public async Task<IReadOnlyList<NewsletterPiece>> ReadAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation) =>
        Pieces(await new StoryList(db).ReadAsync([.. keys], Audience.Public, cancellation));

    private static List<NewsletterPiece> Pieces(IEnumerable<StoryView> stories) =>
        [.. stories.Select(story => new NewsletterPiece(story.Key, story.Title, story.Language, Excerpts.Of(story.Text, Words), story.Language, story.TellerName, story.Key))];
}
