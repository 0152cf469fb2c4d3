using System.Collections.Frozen;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// Keeps listings and their index in step with members and entries, and with them the wall of promises and the list of stories,
/// inside the caller's transaction. Whatever changes a member, a promise or a story calls <see cref="RefreshAsync"/> before it saves; whatever changes an entry, <see cref="RefreshEntryAsync"/>.
/// </summary>
public sealed class DirectoryWriter(CoproDbContext db, PromiseWallWriter wall, StoryShelf stories)
{
    /// <summary>Among so many candidates a listing's own address is looked for.</summary>
    private const int MostAddresses = 10;

    private readonly DirectoryIndex _index = new(db);

    /// <summary>From here to the end of the transaction nobody else writes the directory. Whoever saves something else before <see cref="RefreshAsync"/> takes it first, so that two never wait for each other crosswise.</summary>
    public Task LockAsync(CancellationToken cancellation) => _index.LockAsync(cancellation);

    /// <summary>Makes, changes or removes the member's own listing as <see cref="Member.MayBeListed"/> says.</summary>
    public async Task RefreshAsync(Member member, Promise? promise, DateTime nowUtc, CancellationToken cancellation)
    {
        // What is listed hangs on the member as read here: if another transaction hides them meanwhile, this one must fail, not list them again.
        if (db.Entry(member).State == EntityState.Unchanged) db.Entry(member).Property(m => m.Version).IsModified = true;
        var isListed = await db.Listings.AnyAsync(l => l.MemberId == member.Id && l.EntryId == null, cancellation);
        if (!isListed && member.Status is not (MemberStatus.Approved or MemberStatus.Left)) return;
        await _index.LockAsync(cancellation);
        await stories.RefreshAsync(member, nowUtc, cancellation);
        await wall.RefreshAsync(member, cancellation);
        if (!member.MayBeListed && !isListed) return;
        var own = member.Id == 0 ? null : await OwnAsync(member.Id, cancellation);
        var listing = member.Id == 0 ? null : await db.Listings.SingleOrDefaultAsync(l => l.MemberId == member.Id && l.EntryId == null, cancellation);
        if (!member.MayBeListed || own?.MergedIntoId is not null)
        {
            await RemoveAsync(listing, cancellation);
            return;
        }

        var before = listing is null ? null : Indexed.Of(listing);
        var content = own?.Shown?.Content;
        var slug = await SlugAsync(Slugs.For(member.Name, member.Number!.Value), listing, own?.Id, cancellation);
        if (listing is null) db.Listings.Add(listing = Listing.Of(member, promise, content, slug, nowUtc));
        else listing.Take(member, promise, content, slug);
        await IndexAsync(before, listing, cancellation);
    }

    /// <summary>Makes, changes or removes the listing of an entry that is no member's own; for one that is, calls <see cref="RefreshAsync"/>. What was written before is saved here.</summary>
    public async Task RefreshEntryAsync(Entry entry, DateTime nowUtc, CancellationToken cancellation)
    {
        await _index.LockAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        if (entry.OwnMemberId is { } memberId)
        {
            var member = await db.Members.SingleAsync(m => m.Id == memberId, cancellation);
            await RefreshAsync(member, await db.Promises.OrderByDescending(p => p.Id).FirstOrDefaultAsync(p => p.MemberId == memberId, cancellation), nowUtc, cancellation);
            return;
        }

        var listing = await db.Listings.SingleOrDefaultAsync(l => l.EntryId == entry.Id, cancellation);
        var owner = await OwnerAsync(entry.Id, cancellation);
        if (!entry.MayBeListed || owner is null)
        {
            await RemoveAsync(listing, cancellation);
            return;
        }

        var before = listing is null ? null : Indexed.Of(listing);
        var content = entry.Shown!.Content;
        var slug = await SlugAsync(Slugs.For((content.NameEnglish ?? content.NameWelsh)!, null), listing, entry.Id, cancellation);
        if (listing is null) db.Listings.Add(listing = Listing.Of(entry, owner.Value, slug, nowUtc));
        else
        {
            if (listing.MemberId != owner.Value) await AskAnewAsync(listing, nowUtc, cancellation);
            listing.Take(entry, owner.Value, slug);
        }

        await IndexAsync(before, listing, cancellation);
    }

    /// <summary>Its editors have said that it is right, or written it anew.</summary>
    public async Task ConfirmRightAsync(long listingId, DateTime nowUtc, CancellationToken cancellation) =>
        (await db.Listings.SingleOrDefaultAsync(l => l.Id == listingId, cancellation))?.ConfirmRight(nowUtc);

    private Task<Entry?> OwnAsync(long memberId, CancellationToken cancellation) =>
        db.Entries.Include(entry => entry.Revisions).SingleOrDefaultAsync(entry => entry.OwnMemberId == memberId, cancellation);

    /// <summary>Who answers for it: of its editors who are of age and members, whoever has been so longest.</summary>
    private Task<long?> OwnerAsync(long entryId, CancellationToken cancellation) => db.EntryPeople
        .Where(person => person.EntryId == entryId && person.AgreedAtUtc != null && person.Member.Status == MemberStatus.Approved && person.Member.Age == AgeBand.Adult)
        .OrderBy(person => person.Id).Select(person => (long?)person.MemberId).FirstOrDefaultAsync(cancellation);

    /// <summary>Whoever answered for it was asked whether it is right, and has the link: it is not theirs to say any more, and whoever answers now has not been asked.</summary>
    private async Task AskAnewAsync(Listing listing, DateTime nowUtc, CancellationToken cancellation)
    {
        await MailedLinks.RevokeAsync(db.MailedLinks.Where(link => link.Purpose == LinkPurpose.ListingCheck && link.SubjectId == listing.Id && link.UsedAtUtc == null), nowUtc, cancellation);
        listing.AskAnew(nowUtc);
    }

    private async Task RemoveAsync(Listing? listing, CancellationToken cancellation)
    {
        if (listing is null) return;
        await db.SaveChangesAsync(cancellation);
        await _index.ChangeAsync(Indexed.Of(listing), null, cancellation);
        db.Listings.Remove(listing);
    }

    private async Task IndexAsync(Indexed? before, Listing listing, CancellationToken cancellation)
    {
        // The alphabet is read from the listings, so this one must be among them.
        await db.SaveChangesAsync(cancellation);
        await _index.ChangeAsync(before, Indexed.Of(listing), cancellation);
    }

    // An address that fits stays, also when a better one has become free. One that leads to another entry is taken.
    private async Task<string> SlugAsync(IEnumerable<string> candidates, Listing? listing, long? entryId, CancellationToken cancellation)
    {
        if (listing is not null && candidates.Take(MostAddresses).Contains(listing.Slug)) return listing.Slug;
        var id = listing?.Id ?? 0;
        foreach (var slug in candidates)
            if (!await db.Listings.AnyAsync(l => l.Slug == slug && l.Id != id, cancellation) && !await db.FormerSlugs.AnyAsync(former => former.Slug == slug && former.EntryId != entryId, cancellation)) return slug;
        throw new InvalidOperationException("There is always one more address.");
    }
}

/// <summary>Speaking parts of addresses.</summary>
public static class Slugs
{
    /// <summary>The directory's own pages, which stand where listings do.</summary>
    public static readonly FrozenSet<string> Taken = FrozenSet.Create("map", "embed", "mewnosod", "points", "pwyntiau");

    /// <summary>Addresses to try in turn, without end: the name, the name with the member number, then with one more number.</summary>
    /// <param name="memberNumber">Null for what is no member.</param>
    public static IEnumerable<string> For(string name, long? memberNumber)
    {
        var plain = Of(name);
        if (plain.Length > 0 && !Taken.Contains(plain)) yield return plain;
        if (memberNumber is not null)
        {
            plain = plain.Length > 0 ? $"{plain}-{memberNumber}" : $"{memberNumber}";
            yield return plain;
        }
        else if (plain.Length == 0) plain = "l";

        for (var more = 2; ; more++) yield return $"{plain}-{more}";
    }

    /// <summary>Folded ASCII words joined by hyphens; empty when the text has no Latin letter or digit.</summary>
    public static string Of(string text)
    {
        var slug = new System.Text.StringBuilder(text.Length);
        foreach (var c in Folding.Fold(text))
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(c);
            else if (c != '\'' && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        // Room is left for the member number.
        if (slug.Length > Listing.SlugMaxLength - 20) slug.Length = Listing.SlugMaxLength - 20;
        var words = slug.ToString().Trim('-');

        // A bare number could be taken for another member's.
        return words.All(char.IsAsciiDigit) ? "" : words;
    }
}
