using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>What became of an edit.</summary>
public enum EditOutcome
{
    Unchanged = 0,

    /// <summary>Everyone sees it now.</summary>
    Shown = 1,

    /// <summary>A coordinator looks at it first; what was approved before stays.</summary>
    Waiting = 2,
}

/// <summary>
/// What members do with the listings that they edit: their own, and what they bring. Whose it is, is read in the same transaction; what is not the member's to
/// edit is not found. Each deed is one transaction with the directory.
/// </summary>
public sealed class EntryEditing(CoproDbContext db, DirectoryWriter directory)
{
    /// <summary>A member who brings more than this has help at the desk.</summary>
    public const int MostOfOneMember = 100;

    /// <summary>Something new, which waits for approval.</summary>
    /// <param name="isNamed">Whether the member is to be named on its page.</param>
    /// <returns>Its key.</returns>
    /// <exception cref="DomainRuleException">Not a member of age, too many, or as <see cref="Entry.Describe"/>.</exception>
    public Task<string> DescribeAsync(long memberId, ListingKind kind, EntryContent content, bool isNamed, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        await directory.LockAsync(token);
        Rules.Must(await db.Members.AnyAsync(m => m.Id == memberId && m.Status == MemberStatus.Approved && m.Age == AgeBand.Adult, token), "MemberDirectory.Entry.OnlyMembers");
        var fresh = Entry.Describe(kind, content, memberId, nowUtc);
        if (await JustDescribedAsync(memberId, fresh, nowUtc, token) is { } key) return key;
        Rules.Must(await db.EntryPeople.CountAsync(person => person.MemberId == memberId && person.AgreedAtUtc != null, token) < MostOfOneMember, "MemberDirectory.Entry.TooMany", MostOfOneMember);
        db.Entries.Add(fresh);
        db.EntryPeople.Add(EntryPerson.Maker(fresh, memberId, isNamed, nowUtc));
        return fresh.Key;
    }, cancellation, onWhatIsThere: true);

    /// <summary>The same words, sent twice within a moment, are one entry.</summary>
    private async Task<string?> JustDescribedAsync(long memberId, Entry fresh, DateTime nowUtc, CancellationToken cancellation)
    {
        var since = nowUtc - Audit.RepeatedDeeds.Moment;
        var recent = await db.Entries.AsNoTracking().Include(entry => entry.Revisions)
            .Where(entry => entry.Kind == fresh.Kind && entry.MadeAtUtc > since && entry.Revisions.Any(revision => revision.Number == 1 && revision.ByMemberId == memberId)).ToListAsync(cancellation);
        return recent.FirstOrDefault(entry => entry.Newest.Says(fresh.Newest.Content))?.Key;
    }

    /// <summary>Another version of what the member edits.</summary>
    /// <param name="readNumber">The version that the editor had before them; another's newer one is not written over.</param>
    /// <exception cref="DomainRuleException">Not theirs to edit, changed meanwhile, or as <see cref="Entry.Edit"/>.</exception>
    public Task<EditOutcome> EditAsync(string key, long memberId, int readNumber, EntryContent content, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var entry = await FindAsync(key, memberId, token);
        if (entry.OwnMemberId is { } own) entry.Follow(await db.Members.SingleAsync(m => m.Id == own, token));
        var fresh = entry.Checked(content);
        if (entry.Revisions.Count > 0 && entry.Newest.Says(fresh) && entry.Newest.State != RevisionState.Declined) return EditOutcome.Unchanged;
        Rules.Must(entry.Revisions.Count == 0 || entry.Newest.Number <= readNumber || entry.Newest.ByMemberId == memberId, "MemberDirectory.Entry.ChangedMeanwhile");
        return await WriteAsync(entry, content, memberId, nowUtc, token);
    }, cancellation, onWhatIsThere: true);

    /// <summary>What a member's own listing says, the first time or again.</summary>
    /// <exception cref="DomainRuleException">Not a member of age, or as <see cref="Entry.Edit"/>.</exception>
    public Task<EditOutcome> EditOwnAsync(long memberId, EntryContent content, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        await directory.LockAsync(token);
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == memberId && m.Status == MemberStatus.Approved && m.Age == AgeBand.Adult, token) ?? throw new DomainRuleException("MemberDirectory.Entry.OnlyMembers");
        var entry = await db.Entries.Include(one => one.Revisions).SingleOrDefaultAsync(one => one.OwnMemberId == memberId, token);
        if (entry is null) db.Entries.Add(entry = Entry.OfMember(member, nowUtc));
        entry.Follow(member);
        return await WriteAsync(entry, content, memberId, nowUtc, token);
    }, cancellation, onWhatIsThere: true);

    /// <summary>Out of the directory, with all its words kept.</summary>
    /// <exception cref="DomainRuleException">Not theirs to edit, or a member's own listing, which has a choice of its own.</exception>
    public Task ArchiveAsync(string key, long memberId, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(key, memberId, entry =>
    {
        Rules.Must(!entry.IsOwn, "MemberDirectory.Entry.OwnIsChosen");
        entry.Archive(nowUtc);
    }, nowUtc, cancellation);

    /// <summary>Back in the directory as it was approved last, and said to be right.</summary>
    /// <exception cref="DomainRuleException">Not theirs to edit.</exception>
    public Task BringBackAsync(string key, long memberId, DateTime nowUtc, CancellationToken cancellation) => ChangeAsync(key, memberId, entry => entry.BringBack(), nowUtc, cancellation);

    /// <summary>Everything in it is still right.</summary>
    /// <exception cref="DomainRuleException">Not theirs to edit.</exception>
    public Task SayRightAsync(string key, long memberId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var entry = await FindAsync(key, memberId, token);
        await ConfirmAsync(entry, nowUtc, token);
    }, cancellation, onWhatIsThere: true);

    /// <summary>As <see cref="SayRightAsync"/>, of the member's own listing.</summary>
    public Task SayOwnRightAsync(long memberId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        await directory.LockAsync(token);
        (await db.Listings.SingleOrDefaultAsync(l => l.MemberId == memberId && l.EntryId == null, token))?.ConfirmRight(nowUtc);
    }, cancellation, onWhatIsThere: true);

    private async Task<EditOutcome> WriteAsync(Entry entry, EntryContent content, long memberId, DateTime nowUtc, CancellationToken cancellation)
    {
        var revision = entry.Edit(content, memberId, nowUtc);
        await directory.RefreshEntryAsync(entry, nowUtc, cancellation);
        await ConfirmAsync(entry, nowUtc, cancellation);
        return revision is null ? EditOutcome.Unchanged : revision.State == RevisionState.Waiting ? EditOutcome.Waiting : EditOutcome.Shown;
    }

    private async Task ConfirmAsync(Entry entry, DateTime nowUtc, CancellationToken cancellation)
    {
        var listing = await db.Listings.SingleOrDefaultAsync(l => entry.OwnMemberId == null ? l.EntryId == entry.Id : l.MemberId == entry.OwnMemberId && l.EntryId == null, cancellation);
        listing?.ConfirmRight(nowUtc);
    }

    private Task ChangeAsync(string key, long memberId, Action<Entry> change, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var entry = await FindAsync(key, memberId, token);
        change(entry);
        await directory.RefreshEntryAsync(entry, nowUtc, token);
    }, cancellation, onWhatIsThere: true);

    private async Task<Entry> FindAsync(string key, long memberId, CancellationToken cancellation)
    {
        await directory.LockAsync(cancellation);
        return await db.EditedBy(memberId).Include(entry => entry.Revisions).SingleOrDefaultAsync(entry => entry.Key == key, cancellation) ?? throw new DomainRuleException("MemberDirectory.Entry.NotFound");
    }
}

/// <summary>Whose entries are whose.</summary>
public static class EntryEditors
{
    /// <summary>Entries that an approved member of age may edit: their own listing's, and those that they belong to.</summary>
    public static IQueryable<Entry> EditedBy(this CoproDbContext db, long memberId) => db.Entries.Where(entry =>
        db.Members.Any(m => m.Id == memberId && m.Status == MemberStatus.Approved && m.Age == AgeBand.Adult)
        && (entry.OwnMemberId == memberId || db.EntryPeople.Any(person => person.EntryId == entry.Id && person.MemberId == memberId && person.AgreedAtUtc != null)));

    /// <summary>The approved members who answer for an entry.</summary>
    public static IQueryable<Member> EditorsOf(this CoproDbContext db, Entry entry) => db.Members.Where(m => m.Status == MemberStatus.Approved && m.Age == AgeBand.Adult
        && (m.Id == entry.OwnMemberId || db.EntryPeople.Any(person => person.EntryId == entry.Id && person.MemberId == m.Id && person.AgreedAtUtc != null)));
}
