using CoproNetwork.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>What a source offers for an issue.</summary>
public sealed record NewsletterProposal(string Source, IReadOnlyList<NewsletterPiece> Pieces);

/// <summary>How far an issue has come.</summary>
/// <param name="IsFilled">Whether every reader has a row already, so that <see cref="Total"/> is the last word.</param>
public sealed record NewsletterProgress(bool IsFilled, int Waiting, int Sent, int Failed, int Bounced, int Unsubscribed)
{
    public int Total => Waiting + Sent + Failed + Bounced + Unsubscribed;
}

/// <summary>What a coordinator does with an issue. Two at once: the second is told that it was changed meanwhile.</summary>
public sealed class NewsletterDesk(CoproDbContext db, IEnumerable<INewsletterSource> sources)
{
    /// <summary>So much of each source is proposed.</summary>
    public const int MostProposed = 40;

    /// <summary>A fresh draft with everything new in it; where there is an open one already, that one.</summary>
    /// <returns>Its key.</returns>
    public Task<string> StartAsync(long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        if (await db.NewsletterIssues.Where(issue => issue.Status == NewsletterStatus.Draft).OrderBy(issue => issue.Id).Select(issue => issue.Key).FirstOrDefaultAsync(token) is { } open) return open;
        var since = await db.NewsletterIssues.MaxAsync(issue => issue.StartedAtUtc, token);
        var issue = NewsletterIssue.Start(since, nowUtc);
        var proposals = await ProposeAsync(issue, token);
        issue.Choose(proposals.SelectMany(source => source.Pieces.Select(piece => new NewsletterChoice(source.Source, piece.Key))).Take(NewsletterIssue.MostItems));
        db.NewsletterIssues.Add(issue);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.NewsletterStarted, null, nowUtc));
        return issue.Key;
    }, cancellation);

    /// <summary>What each source has that is new since the issue before.</summary>
    public async Task<IReadOnlyList<NewsletterProposal>> ProposeAsync(NewsletterIssue issue, CancellationToken cancellation)
    {
        var proposals = new List<NewsletterProposal>();
        foreach (var source in sources) proposals.Add(new(source.Name, await source.ProposeAsync(issue.SinceUtc, MostProposed, cancellation)));
        return proposals;
    }

    /// <summary>What may be chosen: of each source the given choices first, in their order, then what else is new.</summary>
    public async Task<IReadOnlyList<NewsletterProposal>> OfferAsync(NewsletterIssue issue, IReadOnlyList<NewsletterChoice> choices, CancellationToken cancellation)
    {
        var offers = new List<NewsletterProposal>();
        foreach (var source in sources.OrderBy(source => FirstOf(source.Name)))
        {
            var keys = choices.Where(choice => choice.Source == source.Name).Select(choice => choice.Key).Distinct(StringComparer.Ordinal).ToList();
            var chosen = (await source.ReadAsync(keys, cancellation)).ToDictionary(piece => piece.Key, StringComparer.Ordinal);
            var others = (await source.ProposeAsync(issue.SinceUtc, MostProposed, cancellation)).Where(piece => !chosen.ContainsKey(piece.Key));
            offers.Add(new(source.Name, [.. keys.Where(chosen.ContainsKey).Select(key => chosen[key]), .. others]));
        }

        return offers;

        int FirstOf(string source) => choices.Select((choice, at) => choice.Source == source ? at : int.MaxValue).DefaultIfEmpty(int.MaxValue).Min();
    }

    /// <summary>With its items, tracked; null where there is none of that key.</summary>
    public Task<NewsletterIssue?> FindAsync(string key, CancellationToken cancellation) =>
        db.NewsletterIssues.Include(issue => issue.Items).SingleOrDefaultAsync(issue => issue.Key == key, cancellation);

    /// <summary>Does one of the issue's verbs and writes it into the audit trail.</summary>
    /// <param name="version">That the coordinator saw; null where any will do.</param>
    /// <exception cref="Common.DomainRuleException">As the verb.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Someone else changed it meanwhile.</exception>
    public Task DoAsync(string key, Guid? version, Action<NewsletterIssue> verb, string action, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var issue = await FindAsync(key, token) ?? throw new Common.DomainRuleException("Newsletters.NotFound");
        if (version is { } seen) db.Entry(issue).Property(one => one.Version).OriginalValue = seen;
        db.Entry(issue).Property(one => one.Status).IsModified = true;
        var before = issue.Items.ToList();
        verb(issue);

        // What is no longer chosen goes with its row, before the context looks for rows without an issue.
        db.NewsletterItems.RemoveRange(before.Except(issue.Items));
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, action, null, nowUtc));
    }, cancellation);

    public async Task<NewsletterProgress> ProgressAsync(NewsletterIssue issue, CancellationToken cancellation)
    {
        var counts = await db.NewsletterDeliveries.Where(delivery => delivery.IssueId == issue.Id).GroupBy(delivery => delivery.Status)
            .Select(group => new { Status = group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Status, group => group.Count, cancellation);
        return new(issue.FilledAtUtc is not null, Of(DeliveryStatus.Waiting), Of(DeliveryStatus.Sent), Of(DeliveryStatus.Failed), Of(DeliveryStatus.Bounced), Of(DeliveryStatus.Unsubscribed));

        int Of(DeliveryStatus status) => counts.GetValueOrDefault(status);
    }
}
