using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// What becomes of the entries of someone who leaves: their own listing's words go; what others edit too stays with them, without a name under its versions; what nobody else answers for goes.
/// What had been merged into something that goes is itself again.
/// </summary>
public sealed class EntryErasure(CoproDbContext db, DirectoryWriter directory)
{
    /// <summary>Inside the caller's transaction, which holds the directory's lock; the member has left already.</summary>
    public async Task OfMemberAsync(long memberId, long? memberNumber, DateTime nowUtc, CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        await db.FormerSlugs.Where(slug => slug.OfMemberId == memberId).ExecuteDeleteAsync(cancellation);
        var mine = await db.EntryPeople.Where(person => person.MemberId == memberId).Select(person => person.EntryId).ToListAsync(cancellation);
        await db.EntryPeople.Where(person => person.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.EntryRevisions.Where(revision => revision.ByMemberId == memberId).ExecuteUpdateAsync(set => set.SetProperty(revision => revision.ByMemberId, (long?)null), cancellation);
        await db.DistinctPairs.Where(pair => pair.LowListingId == memberNumber || pair.HighListingId == memberNumber).ExecuteDeleteAsync(cancellation);
        foreach (var entry in await db.Entries.Include(one => one.Revisions).Where(one => one.OwnMemberId == memberId || mine.Contains(one.Id)).OrderBy(one => one.Id).ToListAsync(cancellation))
            if (entry.OwnMemberId == memberId || entry.OwnMemberId is null && !await db.EntryPeople.AnyAsync(person => person.EntryId == entry.Id && person.AgreedAtUtc != null, cancellation))
                await EraseAsync(entry, nowUtc, cancellation);
            else await directory.RefreshEntryAsync(entry, nowUtc, cancellation);
    }

    private async Task EraseAsync(Entry entry, DateTime nowUtc, CancellationToken cancellation)
    {
        await db.FormerSlugs.Where(slug => slug.EntryId == entry.Id).ExecuteDeleteAsync(cancellation);
        foreach (var part in await db.Entries.Include(one => one.Revisions).Where(one => one.MergedIntoId == entry.Id).ToListAsync(cancellation))
        {
            part.ComeApart();
            await directory.RefreshEntryAsync(part, nowUtc, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await db.EntryPeople.Where(person => person.EntryId == entry.Id).ExecuteDeleteAsync(cancellation);
        entry.Archive(nowUtc);
        if (entry.OwnMemberId is null) await directory.RefreshEntryAsync(entry, nowUtc, cancellation);
        await db.SaveChangesAsync(cancellation);
        var id = Listing.IdOf(entry.Id);
        await db.DistinctPairs.Where(pair => pair.LowListingId == id || pair.HighListingId == id).ExecuteDeleteAsync(cancellation);
        await db.MailedLinks.Where(link => link.Purpose == Mail.LinkPurpose.ListingCheck && link.SubjectId == id).ExecuteDeleteAsync(cancellation);
        await db.TextReports.Where(report => report.What == Moderation.PublicText.Entry && report.TargetId == entry.Id).ExecuteDeleteAsync(cancellation);
        db.EntryRevisions.RemoveRange(entry.Revisions);
        db.Entries.Remove(entry);
        await db.SaveChangesAsync(cancellation);
    }
}
