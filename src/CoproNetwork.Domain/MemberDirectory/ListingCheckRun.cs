using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>What one pass did.</summary>
public sealed record ListingCheckResult(int Asked, int Greyed)
{
    public static ListingCheckResult operator +(ListingCheckResult one, ListingCheckResult other) => new(one.Asked + other.Asked, one.Greyed + other.Greyed);
}

/// <summary>
/// Asks once a year whether a listing is still right, and greys those of which nobody said so in 30 days. Each batch is one transaction in a scope of its own, so that a killed pass
/// goes on where it was; one process at a time holds the lease, and were two at it, each listing's version lets it be asked after once.
/// </summary>
public sealed partial class ListingCheckRun(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ListingCheckRun> logger)
{
    private readonly LeasedPass _pass = new(scopes, clock, "listing-check");

    /// <param name="nowUtc">The instant that it is taken to be.</param>
    /// <returns>What was done; null when another process is at it.</returns>
    public async Task<ListingCheckResult?> RunAsync(DateTime nowUtc, CancellationToken cancellation)
    {
        var done = new ListingCheckResult(0, 0);
        var isOurs = await _pass.RunAsync(async () =>
        {
            if (await _pass.InScopeAsync<ListingCheckBatch, ListingCheckResult?>(batch => batch.RunAsync(nowUtc, cancellation)) is not { } some) return false;
            done += some;
            return true;
        }, () => Task.CompletedTask, cancellation);
        if (done is not { Asked: 0, Greyed: 0 }) Log.Passed(logger, done.Asked, done.Greyed);
        return isOurs ? done : null;
    }

    private static partial class Log
    {
        [LoggerMessage(3301, LogLevel.Information, "Listings: {Asked} asked after, {Greyed} greyed")]
        public static partial void Passed(ILogger logger, int asked, int greyed);
    }
}

/// <summary>The next listings that are due, in one transaction.</summary>
public sealed class ListingCheckBatch(CoproDbContext db, Outbox outbox)
{
    private const int BatchSize = 500;

    /// <summary>How long the link in the mail works: also for whoever answers late.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(90);

    /// <summary>Null when nothing is due.</summary>
    public Task<ListingCheckResult?> RunAsync(DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var due = await db.Listings.Where(l => l.CheckAtUtc <= nowUtc).OrderBy(l => l.CheckAtUtc).ThenBy(l => l.Id).Take(BatchSize).ToListAsync(token);
        if (due.Count == 0) return null;
        var (toAsk, toGrey) = (due.Where(l => l.AskedAtUtc is null).ToList(), due.Where(l => l.AskedAtUtc is not null).ToList());
        foreach (var listing in toGrey) listing.Grey(nowUtc);
        foreach (var listing in toAsk) listing.NoteAsked(nowUtc);
        await AskAsync(toAsk, nowUtc, token);
        return new ListingCheckResult(toAsk.Count, toGrey.Count);
    }, cancellation, onWhatIsThere: true)!;

    private async Task AskAsync(List<Listing> listings, DateTime nowUtc, CancellationToken cancellation)
    {
        var owners = listings.Select(l => l.MemberId).Distinct().ToArray();
        var languages = await db.Members.AsNoTracking().Where(m => EF.Parameter(owners).Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Language, cancellation);
        foreach (var listing in listings)
            outbox.QueueWithLink(MailTemplates.ListingCheck, new(Listing: listing.Name), MailTo.Member(listing.MemberId), languages[listing.MemberId], LinkPurpose.ListingCheck, listing.Id, null, LinkLifetime, nowUtc, MailUrgency.Bulk);
    }
}

/// <summary>The answers that the mailed link takes, from whoever holds it.</summary>
public sealed class ListingCheckAnswer(CoproDbContext db, DirectoryWriter directory, MailedLinks links)
{
    /// <summary>Everything is still right.</summary>
    /// <returns>False where the link does not work, or no longer.</returns>
    public Task<bool> SayRightAsync(string token, DateTime nowUtc, CancellationToken cancellation) => AnswerAsync(token, (listing, _) =>
    {
        listing.ConfirmRight(nowUtc);
        return Task.CompletedTask;
    }, nowUtc, cancellation);

    /// <summary>It goes out of the directory. Its words stay with its editors.</summary>
    /// <returns>As <see cref="SayRightAsync"/>.</returns>
    public Task<bool> ArchiveAsync(string token, DateTime nowUtc, CancellationToken cancellation) => AnswerAsync(token, async (listing, stop) =>
    {
        if (listing.EntryId is { } entryId)
        {
            var entry = await db.Entries.Include(one => one.Revisions).SingleAsync(one => one.Id == entryId, stop);
            entry.Archive(nowUtc);
            await directory.RefreshEntryAsync(entry, nowUtc, stop);
            return;
        }

        var member = await db.Members.SingleAsync(m => m.Id == listing.MemberId, stop);
        member.ChooseListing(false);
        await directory.RefreshAsync(member, await db.Promises.Include(p => p.Updates).OrderByDescending(p => p.Id).FirstOrDefaultAsync(p => p.MemberId == member.Id, stop), nowUtc, stop);
    }, nowUtc, cancellation);

    private Task<bool> AnswerAsync(string token, Func<Listing, CancellationToken, Task> answer, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async stop =>
    {
        await directory.LockAsync(stop);
        var link = await links.LookAsync(LinkPurpose.ListingCheck, token, nowUtc, stop);
        if (link.State != LinkState.Valid || !await links.TryUseAsync(LinkPurpose.ListingCheck, token, null, nowUtc, stop)) return false;
        if (await db.Listings.SingleOrDefaultAsync(l => l.Id == link.SubjectId, stop) is not { } listing) return false;
        await answer(listing, stop);
        return true;
    }, cancellation, onWhatIsThere: true);
}
