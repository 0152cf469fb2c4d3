using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Language;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>
/// Keeps listing, search terms and filter counts in step with a member, and with them the wall of promises and the list of stories,
/// inside the caller's transaction. Whatever changes a member, a promise or a story calls <see cref="RefreshAsync"/> before it saves.
/// </summary>
public sealed class DirectoryWriter(CoproDbContext db, PromiseWallWriter wall, StoryShelf stories)
{
    /// <summary>Among so many candidates a listing's own address is looked for.</summary>
    private const int MostAddresses = 10;

    private readonly TermBlocks _blocks = new(db);

    /// <summary>From here to the end of the transaction nobody else writes the directory. Whoever saves something else before <see cref="RefreshAsync"/> takes it first, so that two never wait for each other crosswise.</summary>
    public Task LockAsync(CancellationToken cancellation) => _blocks.LockAsync(cancellation);

    /// <summary>Makes, changes or removes the member's listing as <see cref="Member.MayBeListed"/> says.</summary>
    public async Task RefreshAsync(Member member, Promise? promise, DateTime nowUtc, CancellationToken cancellation)
    {
        // What is listed hangs on the member as read here: if another transaction hides them meanwhile, this one must fail, not list them again.
        if (db.Entry(member).State == EntityState.Unchanged) db.Entry(member).Property(m => m.Version).IsModified = true;
        var isListed = await db.Listings.AnyAsync(l => l.MemberId == member.Id, cancellation);
        if (!isListed && member.Status is not (MemberStatus.Approved or MemberStatus.Left)) return;
        await _blocks.LockAsync(cancellation);
        await stories.RefreshAsync(member, cancellation);
        await wall.RefreshAsync(member, cancellation);
        if (!member.MayBeListed && !isListed) return;
        var listing = member.Id == 0 ? null : await db.Listings.SingleOrDefaultAsync(l => l.MemberId == member.Id, cancellation);
        var before = listing is null ? [] : Counted(listing);
        var terms = listing is null ? [] : await RemoveTermsAsync(listing, cancellation);
        if (!member.MayBeListed)
        {
            if (listing is null) return;
            db.Listings.Remove(listing);
            await _blocks.MarkAsync([.. terms.Select(term => (term, listing.Id, false))], cancellation);
            await CountAsync(before, [], cancellation);
            return;
        }

        var slug = await SlugAsync(member, listing?.Slug, cancellation);
        if (listing is null) db.Listings.Add(listing = Listing.Of(member, promise, slug, nowUtc));
        else listing.Take(member, promise, slug);
        var postings = TermsOf(listing).ToList();
        db.ListingTerms.AddRange(postings);
        var now = postings.Select(posting => posting.Term).ToHashSet(StringComparer.Ordinal);
        await _blocks.MarkAsync([.. terms.Except(now).Select(term => (term, listing.Id, false)), .. now.Except(terms).Select(term => (term, listing.Id, true))], cancellation);
        await CountAsync(before, Counted(listing), cancellation);
    }

    /// <summary>The terms that the listing had.</summary>
    private async Task<HashSet<string>> RemoveTermsAsync(Listing listing, CancellationToken cancellation)
    {
        var terms = await db.ListingTerms.Where(term => term.ListingId == listing.Id).Select(term => term.Term).ToHashSetAsync(StringComparer.Ordinal, cancellation);
        await db.ListingTerms.Where(term => term.ListingId == listing.Id).ExecuteDeleteAsync(cancellation);
        foreach (var entry in db.ChangeTracker.Entries<ListingTerm>().Where(entry => entry.Entity.ListingId == listing.Id).ToList())
        {
            terms.Add(entry.Entity.Term);
            entry.State = EntityState.Detached;
        }

        return terms;
    }

    private static HashSet<string> Counted(Listing listing) => FilterTerms.Of(listing).Append(FilterTerms.All).ToHashSet(StringComparer.Ordinal);

    /// <summary>Every term of a listing with the best place where it stands: words of name, tags (organisation, role, place and area in both languages) and promise, and its filters.</summary>
    internal static IEnumerable<ListingTerm> TermsOf(Listing listing)
    {
        var tiers = new Dictionary<string, TermTier>(StringComparer.Ordinal);
        Put(TermTier.Name, listing.Name);
        Put(TermTier.Tag, listing.OrganisationName);
        Put(TermTier.Tag, listing.Role);
        if (Gazetteer.FindPlace(listing.PlaceId) is { } place)
        {
            Put(TermTier.Tag, place.NameWelsh);
            Put(TermTier.Tag, place.NameEnglish);
        }

        if (Gazetteer.FindArea(listing.AreaCode) is { } area)
        {
            Put(TermTier.Tag, area.NameWelsh);
            Put(TermTier.Tag, area.NameEnglish);
        }

        Put(TermTier.Text, listing.PromiseText);
        foreach (var filter in FilterTerms.Of(listing)) tiers.TryAdd(filter, TermTier.Name);
        return tiers.Select(pair => ListingTerm.Of(listing, pair.Key, pair.Value));

        void Put(TermTier tier, string? text)
        {
            foreach (var term in TermAnalyser.Terms(text)) tiers.TryAdd(term, tier);
        }
    }

    // In one fixed order, so that two transactions never wait for each other's rows crosswise.
    private async Task CountAsync(HashSet<string> before, HashSet<string> after, CancellationToken cancellation)
    {
        foreach (var term in before.Union(after).Order(StringComparer.Ordinal))
        {
            var change = (after.Contains(term) ? 1 : 0) - (before.Contains(term) ? 1 : 0);
            if (change != 0)
                await db.ListingCounts.Where(count => count.Term == term)
                    .ExecuteUpdateAsync(set => set.SetProperty(count => count.Count, count => count.Count + change), cancellation);
        }
    }

    // An address that fits stays, also when a better one has become free.
    private async Task<string> SlugAsync(Member member, string? current, CancellationToken cancellation)
    {
        var candidates = Slugs.For(member.Name, member.Number!.Value);
        if (current is not null && candidates.Take(MostAddresses).Contains(current)) return current;
        foreach (var slug in candidates)
            if (!await db.Listings.AnyAsync(l => l.Slug == slug && l.MemberId != member.Id, cancellation)) return slug;
        throw new InvalidOperationException("There is always one more address.");
    }
}

/// <summary>Speaking parts of addresses.</summary>
public static class Slugs
{
    /// <summary>Addresses to try in turn, without end: the name, the name with the member number, then with one more number.</summary>
    public static IEnumerable<string> For(string name, long memberNumber)
    {
        var plain = Of(name);
        if (plain.Length > 0) yield return plain;
        var numbered = plain.Length > 0 ? $"{plain}-{memberNumber}" : $"{memberNumber}";
        yield return numbered;
        for (var more = 2; ; more++) yield return $"{numbered}-{more}";
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
