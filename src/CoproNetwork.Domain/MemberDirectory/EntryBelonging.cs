using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Who belongs to an entry and may edit it. An editor asks, by email address, and whoever is asked says yes or no; whether an address is a member's is told to nobody.</summary>
public sealed class EntryBelonging(CoproDbContext db, DirectoryWriter directory, Outbox outbox)
{
    public const int MostPeople = 50;

    /// <summary>Asks the member with this address, if there is one who is not asked already.</summary>
    /// <exception cref="DomainRuleException">Not the member's to edit, no address, or too many people.</exception>
    public Task AskAsync(string key, long memberId, string? email, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var address = EmailAddress.Key(EmailAddress.Check(email));
        var entry = await FindAsync(key, memberId, token);
        Rules.Must(await db.EntryPeople.CountAsync(person => person.EntryId == entry.Id, token) < MostPeople, "MemberDirectory.People.TooMany", MostPeople);
        var asked = await db.Members.SingleOrDefaultAsync(m => m.ConfirmedEmailKey == address && m.Status == MemberStatus.Approved && m.Age == AgeBand.Adult, token);
        if (asked is null || asked.Id == entry.OwnMemberId || await db.EntryPeople.AnyAsync(person => person.EntryId == entry.Id && person.MemberId == asked.Id, token)) return;
        db.EntryPeople.Add(EntryPerson.Asked(entry, asked.Id, nowUtc));
        var from = await db.Members.Where(m => m.Id == memberId).Select(m => m.Name).SingleAsync(token);
        outbox.Queue(MailTemplates.ListingInvitation, new(From: from, Listing: await NameAsync(entry, token), ListingKey: entry.Key), MailTo.Member(asked.Id) with { AboutMemberId = memberId }, asked.Language, MailUrgency.Ordinary, nowUtc);
    }, cancellation, onWhatIsThere: true);

    /// <summary>Whoever was asked says yes. Saying it again changes only whether they are named.</summary>
    /// <exception cref="DomainRuleException">They were not asked.</exception>
    public Task AgreeAsync(string key, long memberId, bool isNamed, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        await directory.LockAsync(token);
        var person = await PersonAsync(key, memberId, token);
        person.Agree(isNamed, nowUtc);
        db.TouchPublic();
        await directory.RefreshEntryAsync(person.Entry, nowUtc, token);
    }, cancellation, onWhatIsThere: true);

    /// <summary>No, or no longer. What nobody would answer for is archived or given to another first. Their own listing, where it was merged into this, is itself again.</summary>
    /// <exception cref="DomainRuleException">They do not belong to it, or nobody would be left.</exception>
    public Task LeaveAsync(string key, long memberId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        await directory.LockAsync(token);
        await RemoveAsync(await PersonAsync(key, memberId, token), nowUtc, token);
    }, cancellation, onWhatIsThere: true);

    /// <summary>An editor takes someone out.</summary>
    /// <param name="personId">Of the <see cref="EntryPerson"/>.</param>
    /// <exception cref="DomainRuleException">Not the member's to edit, no such person, or nobody would be left.</exception>
    public Task RemoveAsync(string key, long memberId, long personId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var entry = await FindAsync(key, memberId, token);
        var person = await db.EntryPeople.Include(one => one.Entry).ThenInclude(one => one.Revisions).SingleOrDefaultAsync(one => one.Id == personId && one.EntryId == entry.Id, token);
        if (person is not null) await RemoveAsync(person, nowUtc, token);
    }, cancellation, onWhatIsThere: true);

    private async Task RemoveAsync(EntryPerson person, DateTime nowUtc, CancellationToken cancellation)
    {
        var entry = person.Entry;
        Rules.Must(person.AgreedAtUtc is null || entry.IsOwn || await db.EditorsOf(entry).AnyAsync(m => m.Id != person.MemberId, cancellation), "MemberDirectory.People.LastOne");
        db.EntryPeople.Remove(person);
        db.TouchPublic();
        await directory.RefreshEntryAsync(entry, nowUtc, cancellation);
        await ComeApartAsync(person.MemberId, entry, nowUtc, cancellation);
    }

    /// <summary>Whose own listing was part of it has a listing of their own again, where it was.</summary>
    private async Task ComeApartAsync(long memberId, Entry whole, DateTime nowUtc, CancellationToken cancellation)
    {
        var own = await db.Entries.Include(entry => entry.Revisions).SingleOrDefaultAsync(entry => entry.OwnMemberId == memberId, cancellation);
        if (own is null || !await IsPartOfAsync(own, whole, cancellation)) return;
        own.ComeApart();
        db.FormerSlugs.RemoveRange(await db.FormerSlugs.Where(former => former.OfMemberId == memberId && former.EntryId == whole.Id).ToListAsync(cancellation));
        await directory.RefreshEntryAsync(own, nowUtc, cancellation);
    }

    /// <summary>What something was merged into may have been merged in turn, and its people with it.</summary>
    private async Task<bool> IsPartOfAsync(Entry part, Entry whole, CancellationToken cancellation)
    {
        for (var into = part.MergedIntoId; into is { } id; into = await db.Entries.Where(entry => entry.Id == id).Select(entry => entry.MergedIntoId).SingleAsync(cancellation))
            if (id == whole.Id) return true;
        return false;
    }

    private async Task<EntryPerson> PersonAsync(string key, long memberId, CancellationToken cancellation) =>
        await db.EntryPeople.Include(person => person.Entry).ThenInclude(entry => entry.Revisions).SingleOrDefaultAsync(person => person.Entry.Key == key && person.MemberId == memberId, cancellation)
        ?? throw new DomainRuleException("MemberDirectory.Entry.NotFound");

    private async Task<Entry> FindAsync(string key, long memberId, CancellationToken cancellation)
    {
        await directory.LockAsync(cancellation);
        return await db.EditedBy(memberId).Include(entry => entry.Revisions).SingleOrDefaultAsync(entry => entry.Key == key, cancellation) ?? throw new DomainRuleException("MemberDirectory.Entry.NotFound");
    }

    private async Task<string> NameAsync(Entry entry, CancellationToken cancellation) => entry.OwnMemberId is { } own
        ? await db.Members.Where(m => m.Id == own).Select(m => m.Name).SingleAsync(cancellation)
        : entry.Newest.NameEnglish ?? entry.Newest.NameWelsh!;
}
