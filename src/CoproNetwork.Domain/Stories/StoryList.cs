using System.Linq.Expressions;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Stories;

/// <summary>What someone looks for among the stories: at most one value of each filter, and from where on.</summary>
public sealed record StoryQuery(Audience Audience)
{
    public SiteLanguage? Language { get; init; }

    public PromiseTheme? Theme { get; init; }

    /// <summary>Null on the first page.</summary>
    public ListCursor? After { get; init; }

    public bool IsEverything => Language is null && Theme is null;
}

/// <summary>A story as a reader may have it.</summary>
/// <param name="Text">Whole where one story is read, its beginning in a list.</param>
/// <param name="TellerName">Null unless its teller agreed to be named with it and may be.</param>
/// <param name="TellerSlug">Of the teller's listing; null without a name or a listing.</param>
public sealed record StoryView(
    long StoryId, string Key, string Title, string Text, SiteLanguage Language, PromiseTheme Theme, DateTime ToldAtUtc, string? TellerName, string? TellerSlug)
{
    /// <summary>So many words of a story stand in a list.</summary>
    public const int ExcerptWords = 40;

    /// <summary>The first words in one line.</summary>
    public string Excerpt => Excerpts.Of(Text, ExcerptWords, Text.Length >= StoryList.BeginningLength);
}

/// <summary>One page of stories.</summary>
/// <param name="Stories">At most <see cref="StoryList.PageSize"/>.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record StoryPage(IReadOnlyList<StoryView> Stories, ListCursor? Next);

/// <summary>Reads what consent lets be read. A page is one range of one index.</summary>
public sealed class StoryList(CoproDbContext db)
{
    public const int PageSize = 12;

    /// <summary>So much of a text is read for its beginning, in UTF-16 units.</summary>
    internal const int BeginningLength = 600;

    public async Task<StoryPage> FindAsync(StoryQuery query, CancellationToken cancellation)
    {
        var stories = await Stories(query).Take(PageSize + 1).ToListAsync(cancellation);
        var shown = stories.Take(PageSize).ToList();
        return new(shown, stories.Count > PageSize ? new(shown[^1].ToldAtUtc, shown[^1].StoryId) : null);
    }

    /// <summary>What was told last, of everything that the audience may see, each whole.</summary>
    public Task<List<StoryView>> NewestAsync(Audience audience, int count, CancellationToken cancellation) =>
        Stories(new(audience), Story.TextMaxLength).Take(count).ToListAsync(cancellation);

    /// <summary>What came to the audience after that instant, the last first, each whole.</summary>
    public Task<List<StoryView>> NewSinceAsync(Audience audience, DateTime sinceUtc, int count, CancellationToken cancellation) =>
        Shown(db.StoryCards.AsNoTracking().Where(card => card.Audience == audience && card.CameAtUtc > sinceUtc))
            .OrderByDescending(shown => shown.Card.CameAtUtc).ThenByDescending(shown => shown.Card.StoryId).Select(View(Story.TextMaxLength)).Take(count).ToListAsync(cancellation);

    /// <summary>Those of the stories that the audience may see, each whole.</summary>
    public Task<List<StoryView>> ReadAsync(string[] keys, Audience audience, CancellationToken cancellation) =>
        Shown(db.StoryCards.AsNoTracking().Where(card => card.Audience == audience && keys.Contains(card.Story.Key))).Select(View(Story.TextMaxLength)).ToListAsync(cancellation);

    /// <summary>Null where the audience sees no such story.</summary>
    public async Task<StoryView?> ReadAsync(string? key, Audience audience, CancellationToken cancellation) => string.IsNullOrEmpty(key)
        ? null
        : await Shown(db.StoryCards.AsNoTracking().Where(card => card.Audience == audience && card.Story.Key == key)).Select(View(Story.TextMaxLength)).SingleOrDefaultAsync(cancellation);

    /// <summary>In order, without an end, so much of each.</summary>
    internal IQueryable<StoryView> Stories(StoryQuery query, int length = BeginningLength)
    {
        var audience = query.Audience;
        var cards = db.StoryCards.AsNoTracking().Where(card => card.Audience == audience);
        if (query.Language is { } language) cards = cards.Where(card => card.Language == language);
        if (query.Theme is { } theme) cards = cards.Where(card => card.Theme == theme);
        if (query.After is var (told, id))
        {
            // Said so that an index can begin at the instant.
            cards = cards.Where(card => card.ToldAtUtc <= told && (card.ToldAtUtc < told || card.StoryId < id));
        }

        return Shown(cards).OrderByDescending(shown => shown.Card.ToldAtUtc).ThenByDescending(shown => shown.Card.StoryId).Select(View(length));
    }

    private IQueryable<ShownStory> Shown(IQueryable<StoryCard> cards) =>
        from card in cards
        join member in db.Members on card.Story.MemberId equals member.Id
        join listing in db.Listings.Where(own => own.EntryId == null) on card.Story.MemberId equals listing.MemberId into listed
        from listing in listed.DefaultIfEmpty()
        let isNamed = card.Story.Consent == StoryConsent.PublicWithName && member.Status == MemberStatus.Approved && member.Age == AgeBand.Adult
        select new ShownStory { Card = card, Name = isNamed ? member.Name : null, Slug = isNamed ? listing.Slug : null };

    private static Expression<Func<ShownStory, StoryView>> View(int length) => shown => new(
        shown.Card.StoryId, shown.Card.Story.Key, shown.Card.Story.Title, shown.Card.Story.Text.Substring(0, length), shown.Card.Language, shown.Card.Theme, shown.Card.ToldAtUtc,
        shown.Name, shown.Slug);

    private sealed class ShownStory
    {
        public required StoryCard Card { get; init; }

        public required string? Name { get; init; }

        public required string? Slug { get; init; }
    }
}
