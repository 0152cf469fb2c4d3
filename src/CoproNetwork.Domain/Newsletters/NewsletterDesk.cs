using CoproNetwork.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>What a source offers for an issue.</summary>
/// <param name="IsMore">Whether there is more that is new than is offered.</param>
public sealed record NewsletterProposal(string Source, IReadOnlyList<NewsletterPiece> Pieces, bool IsMore);

/// <summary>How far an issue has come.</summary>
/// <param name="IsFilled">Whether every reader has a row already, so that <see cref="Total"/> is the last word.</param>
public sealed record NewsletterProgress(bool IsFilled, int Waiting, int Sent, int Failed, int Bounced, int Unsubscribed)
{
    public int Total => Waiting + Sent + Failed + Bounced + Unsubscribed;
}

/// <param name="Reason">A <see cref="Mail.MailReason"/>.</param>
public sealed record NewsletterTrouble(string Reason, int Count);

/// <summary>What a coordinator does with an issue. Two at once: the second is told that it was changed meanwhile.</summary>
public sealed class NewsletterDesk(CoproDbContext db, IEnumerable<INewsletterSource> sources)
{
    /// <summary>So much of each source is proposed.</summary>
    public const int MostProposed = 40;

    private const int MostTroubles = 10;

    /// <summary>A fresh draft with everything new in it; where there is an open one already, that one.</summary>
    /// <returns>Its key.</returns>
    public Task<string> StartAsync(long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        if (await db.NewsletterIssues.Where(issue => issue.Status == NewsletterStatus.Draft).OrderBy(issue => issue.Id).Select(issue => issue.Key).FirstOrDefaultAsync(token) is { } open) return open;
        var since = await db.NewsletterIssues.MaxAsync(issue => (DateTime?)issue.OfferedAtUtc, token);
        var issue = NewsletterIssue.Start(since, nowUtc);
        var proposals = await ProposeAsync(issue, token);
        issue.Choose(proposals.SelectMany(source => source.Pieces.Select(piece => new NewsletterChoice(source.Source, piece.Key))).Take(NewsletterIssue.MostItems), nowUtc);
        db.NewsletterIssues.Add(issue);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.NewsletterStarted, null, nowUtc));
        return issue.Key;
    }, cancellation);

    /// <summary>What each source has that is new since the issue before.</summary>
    public async Task<IReadOnlyList<NewsletterProposal>> ProposeAsync(NewsletterIssue issue, CancellationToken cancellation)
    {
        var proposals = new List<NewsletterProposal>();
        foreach (var source in sources) proposals.Add(await NewAsync(source, issue, cancellation));
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
            var fresh = await NewAsync(source, issue, cancellation);
            offers.Add(fresh with { Pieces = [.. keys.Where(chosen.ContainsKey).Select(key => chosen[key]), .. fresh.Pieces.Where(piece => !chosen.ContainsKey(piece.Key))] });
        }

        return offers;

        int FirstOf(string source) => choices.Select((choice, at) => choice.Source == source ? at : int.MaxValue).DefaultIfEmpty(int.MaxValue).Min();
    }

    /// <summary>What was told in an issue is told; one that was taken back and waits beside this one counts too.</summary>
    private async Task<NewsletterProposal> NewAsync(INewsletterSource source, NewsletterIssue issue, CancellationToken cancellation)
    {
        var pieces = await source.ProposeAsync(issue.SinceUtc, MostProposed + 1, cancellation);
        var keys = pieces.Select(piece => piece.Key).ToArray();
        var told = await db.NewsletterItems.Where(item => item.Source == source.Name && item.IssueId != issue.Id && keys.Contains(item.ItemKey)).Select(item => item.ItemKey).ToListAsync(cancellation);
        return new(source.Name, [.. pieces.Take(MostProposed).Where(piece => !told.Contains(piece.Key))], pieces.Count > MostProposed);
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

    /// <summary>Whoever did not get it gets it after all, also where the issue had ended: the server or the address may be in order again.</summary>
    /// <exception cref="Common.DomainRuleException">Everyone has it, or it has not gone out yet.</exception>
    public Task TryAgainAsync(string key, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var issue = await FindAsync(key, token) ?? throw new Common.DomainRuleException("Newsletters.NotFound");
        issue.TryAgain();

        // Whoever finishes it at this moment has not seen what waits again.
        db.Entry(issue).Property(one => one.Status).IsModified = true;
        var again = await db.NewsletterDeliveries.Where(delivery => delivery.IssueId == issue.Id && delivery.Status == DeliveryStatus.Failed && delivery.Kind != 0).ExecuteUpdateAsync(set => set
            .SetProperty(delivery => delivery.Status, DeliveryStatus.Waiting).SetProperty(delivery => delivery.Attempts, 0).SetProperty(delivery => delivery.Reason, (string?)null)
            .SetProperty(delivery => delivery.NextAttemptAtUtc, nowUtc), token);
        Common.Rules.Must(again > 0, "Newsletters.NoneFailed");
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.NewsletterTriedAgain, null, nowUtc));
    }, cancellation);

    /// <summary>Why mails have not gone, or not yet, the most frequent first.</summary>
    public async Task<IReadOnlyList<NewsletterTrouble>> TroubleAsync(NewsletterIssue issue, CancellationToken cancellation) =>
        await db.NewsletterDeliveries.Where(delivery => delivery.IssueId == issue.Id && delivery.Reason != null && (delivery.Status == DeliveryStatus.Waiting || delivery.Status == DeliveryStatus.Failed))
            .GroupBy(delivery => delivery.Reason!).Select(group => new { Reason = group.Key, Count = group.Count() })
            .OrderByDescending(group => group.Count).ThenBy(group => group.Reason).Take(MostTroubles).Select(group => new NewsletterTrouble(group.Reason, group.Count)).ToListAsync(cancellation);

    public async Task<NewsletterProgress> ProgressAsync(NewsletterIssue issue, CancellationToken cancellation)
    {
        var counts = await db.NewsletterDeliveries.Where(delivery => delivery.IssueId == issue.Id).GroupBy(delivery => delivery.Status)
            .Select(group => new { Status = group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Status, group => group.Count, cancellation);
        return new(issue.FilledAtUtc is not null, Of(DeliveryStatus.Waiting), Of(DeliveryStatus.Sent), Of(DeliveryStatus.Failed), Of(DeliveryStatus.Bounced), Of(DeliveryStatus.Unsubscribed));

        int Of(DeliveryStatus status) => counts.GetValueOrDefault(status);
    }
}
