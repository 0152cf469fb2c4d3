using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Stories;

/// <summary>A story as one audience may find it: what the list is ordered and filtered by. Written only by <see cref="StoryShelf"/>.</summary>
public sealed class StoryCard : IPublicContent
{
    private StoryCard() { }

    public Audience Audience { get; private set; }

    public long StoryId { get; private set; }

    public Story Story { get; private set; } = null!;

    public SiteLanguage Language { get; private set; }

    public PromiseTheme Theme { get; private set; }

    public DateTime ToldAtUtc { get; private set; }

    /// <summary>Since when the audience has it: a story may be told long before its teller is approved, or lets everyone read it.</summary>
    public DateTime CameAtUtc { get; private set; }

    internal static StoryCard Of(Audience audience, Story story, DateTime nowUtc)
    {
        var card = new StoryCard { Audience = audience, StoryId = story.Id, Story = story, CameAtUtc = nowUtc };
        card.Take(story);
        return card;
    }

    internal void Take(Story story) => (Language, Theme, ToldAtUtc) = (story.Language, story.Theme, story.ToldAtUtc);
}

/// <summary>Keeps the list of stories in step with a member's, inside the caller's transaction.</summary>
public sealed class StoryShelf(CoproDbContext db)
{
    /// <summary>Puts out, changes and takes away the cards of all the member's stories, which are saved already.</summary>
    public async Task RefreshAsync(Member member, DateTime nowUtc, CancellationToken cancellation)
    {
        if (member.Id == 0) return;
        var stories = member.Status == MemberStatus.Approved ? await db.Stories.Where(story => story.MemberId == member.Id).ToListAsync(cancellation) : [];
        var there = await CardsAsync(member.Id, cancellation);
        foreach (var story in stories)
            foreach (var audience in Audiences.All.Where(story.IsFor))
            {
                if (there.Remove((audience, story.Id), out var card)) card.Take(story);
                else db.StoryCards.Add(StoryCard.Of(audience, story, nowUtc));
            }

        db.StoryCards.RemoveRange(there.Values);
    }

    /// <summary>Takes all of the member's away, saved at once, before the stories themselves are erased.</summary>
    public async Task ClearAsync(long memberId, CancellationToken cancellation)
    {
        var there = await CardsAsync(memberId, cancellation);
        if (there.Count == 0) return;
        db.StoryCards.RemoveRange(there.Values);
        await db.SaveChangesAsync(cancellation);
    }

    private Task<Dictionary<(Audience, long), StoryCard>> CardsAsync(long memberId, CancellationToken cancellation) =>
        db.StoryCards.Where(card => card.Story.MemberId == memberId).ToDictionaryAsync(card => (card.Audience, card.StoryId), cancellation);
}
