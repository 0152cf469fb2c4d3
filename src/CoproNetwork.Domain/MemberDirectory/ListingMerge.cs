using CoproNetwork.Domain.Audit;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>A coordinator's word that two listings are not the same, so that they are no longer offered to be merged.</summary>
public sealed class DistinctPair
{
    private DistinctPair() { }

    public long LowListingId { get; private set; }

    public long HighListingId { get; private set; }

    public static DistinctPair Of(long one, long other) => new() { LowListingId = Math.Min(one, other), HighListingId = Math.Max(one, other) };
}

/// <summary>
/// Makes two listings one without losing anything: what only the second says is added to the first, its people belong to the first from then on, its address leads there,
/// and its own words stay as they were, out of sight.
/// </summary>
public sealed class ListingMerge(CoproDbContext db, DirectoryWriter directory, Outbox outbox)
{
    /// <param name="staysId">Listing that stays.</param>
    /// <param name="goesId">Listing that becomes part of it.</param>
    /// <exception cref="DomainRuleException">One is not listed, they are the same, a version of one still waits, or a person would be merged with what is none.</exception>
    public Task MergeAsync(long staysId, long goesId, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        await directory.LockAsync(token);
        Rules.Must(staysId != goesId, "MemberDirectory.Merge.Same");
        var (stays, goes) = (await ListingAsync(staysId, token), await ListingAsync(goesId, token));
        Rules.Must((stays.Kind == ListingKind.Person) == (goes.Kind == ListingKind.Person), "MemberDirectory.Merge.Person");
        var (into, from) = (await EntryAsync(stays, nowUtc, token), await EntryAsync(goes, nowUtc, token));
        Rules.Must(into.Waiting is null && from.Waiting is null, "MemberDirectory.Merge.Waits");
        await db.SaveChangesAsync(token);
        var (kept, added) = (into.Shown?.Content ?? new(), from.Shown?.Content ?? new());
        into.TakeIn(from, kept.With(added, into.Kind, into.IsOwn), nowUtc);
        await MovePeopleAsync(into, from, nowUtc, token);
        await db.FormerSlugs.Where(slug => slug.EntryId == from.Id).ExecuteUpdateAsync(set => set.SetProperty(slug => slug.EntryId, into.Id), token);
        if (await db.FormerSlugs.FindAsync([goes.Slug], token) is { } old) old.LeadTo(into.Id, from.OwnMemberId);
        else db.FormerSlugs.Add(FormerSlug.Of(goes.Slug, into.Id, from.OwnMemberId));
        await directory.RefreshEntryAsync(from, nowUtc, token);
        await directory.RefreshEntryAsync(into, nowUtc, token);
        await TellAsync(into, from, stays.Name, goes.Name, nowUtc, token);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.ListingsMerged, into.Id, nowUtc));
    }, cancellation, onWhatIsThere: true);

    /// <summary>They only look alike.</summary>
    public Task KeepApartAsync(long oneId, long otherId, long actorAccountId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var pair = DistinctPair.Of(oneId, otherId);
        if (await db.DistinctPairs.AnyAsync(known => known.LowListingId == pair.LowListingId && known.HighListingId == pair.HighListingId, token)) return;
        db.DistinctPairs.Add(pair);
        db.AuditEntries.Add(AuditEntry.Record(actorAccountId, AuditActions.ListingsKeptApart, null, nowUtc));
    }, cancellation, onWhatIsThere: true);

    private async Task<Listing> ListingAsync(long id, CancellationToken cancellation) =>
        await db.Listings.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, cancellation) ?? throw new DomainRuleException("MemberDirectory.Merge.Gone");

    /// <summary>A member's own listing of which nothing was written gets its entry now.</summary>
    private async Task<Entry> EntryAsync(Listing listing, DateTime nowUtc, CancellationToken cancellation)
    {
        var entries = db.Entries.Include(entry => entry.Revisions);
        if (listing.EntryId is { } entryId) return await entries.SingleAsync(entry => entry.Id == entryId, cancellation);
        if (await entries.SingleOrDefaultAsync(entry => entry.OwnMemberId == listing.MemberId, cancellation) is { } own) return own;
        var made = Entry.OfMember(await db.Members.SingleAsync(m => m.Id == listing.MemberId, cancellation), nowUtc);
        db.Entries.Add(made);
        return made;
    }

    private async Task MovePeopleAsync(Entry into, Entry from, DateTime nowUtc, CancellationToken cancellation)
    {
        var there = await db.EntryPeople.Where(person => person.EntryId == into.Id).ToDictionaryAsync(person => person.MemberId, cancellation);
        foreach (var person in await db.EntryPeople.Where(person => person.EntryId == from.Id && person.AgreedAtUtc != null).ToListAsync(cancellation)) Move(person.MemberId, person.IsNamed);
        if (from.OwnMemberId is { } member) Move(member, isNamed: false);

        // Who was asked to belong to what stays, and has not answered, belongs to it now as what goes did.
        void Move(long memberId, bool isNamed)
        {
            if (memberId == into.OwnMemberId) return;
            if (!there.TryGetValue(memberId, out var person)) db.EntryPeople.Add(there[memberId] = person = EntryPerson.Asked(into, memberId, nowUtc));
            if (person.AgreedAtUtc is null) person.Agree(isNamed, nowUtc);
        }
    }

    private async Task TellAsync(Entry into, Entry from, string stays, string goes, DateTime nowUtc, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        foreach (var editor in await db.EditorsOf(into).AsNoTracking().OrderBy(m => m.Id).Select(m => new { m.Id, m.Language }).ToListAsync(cancellation))
        {
            // A listing of someone's own is their name.
            long?[] owners = [from.OwnMemberId, into.OwnMemberId];
            outbox.Queue(MailTemplates.ListingsMerged, new(Listing: stays, OtherListing: goes, ListingKey: into.Key), MailTo.Member(editor.Id) with { AboutMemberId = owners.FirstOrDefault(own => own is not null && own != editor.Id) }, editor.Language, MailUrgency.Ordinary, nowUtc);
        }
    }
}
