using System.Text.Json;
using CoproNetwork.Domain;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>Listings and queries written from the rules of the two languages, not from the code: what a careful reader would expect to find.</summary>
internal sealed record SearchTestSet(IReadOnlyList<TestListing> Listings, IReadOnlyList<TestQuery> Queries)
{
    private static readonly JsonSerializerOptions AsWritten = new(JsonSerializerDefaults.Web);

    public static SearchTestSet Read() => new(Read<TestListing>("search-listings.json"), Read<TestQuery>("search-queries.json"));

    private static List<T> Read<T>(string file)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "MemberDirectory", "Data", file));
        return JsonSerializer.Deserialize<List<T>>(stream, AsWritten)!;
    }

    /// <summary>Lists them all as entries of one member, whatever their kind.</summary>
    /// <returns>The ids of the set by the listings' ids.</returns>
    public Task<Dictionary<long, string>> ListAsync(CoproDbContext db, long makerId, DateTime nowUtc) => db.InTransactionAsync(async token =>
    {
        var names = new Dictionary<long, string>();
        var writer = new DirectoryWriter(db, new(db), new(db));
        await writer.LockAsync(token);
        foreach (var listing in Listings)
        {
            var entry = Entry.Describe(listing.ListedKind, listing.Content, makerId, nowUtc);
            entry.Approve(nowUtc);
            db.Entries.Add(entry);
            db.EntryPeople.Add(EntryPerson.Maker(entry, makerId, isNamed: true, nowUtc));
            await writer.RefreshEntryAsync(entry, nowUtc, token);
            names[Listing.IdOf(entry.Id)] = listing.Id;
        }

        return names;
    }, default);
}

internal sealed record TestListing(string Id, string Kind, string Name, string? NameWelsh, string? SummaryWelsh, string? SummaryEnglish, string Place, string[] Themes)
{
    /// <summary>A person lists only themselves; here they stand as a skill.</summary>
    public ListingKind ListedKind => ListingKinds.FromSlug(Kind) is { } kind and not ListingKind.Person ? kind : ListingKind.Skill;

    public EntryContent Content => new()
    {
        NameEnglish = Name,
        NameWelsh = NameWelsh,
        SummaryWelsh = SummaryWelsh,
        SummaryEnglish = SummaryEnglish,
        Themes = [.. Themes.Select(theme => PromiseThemes.FromSlug(theme)!.Value)],
        Where = Whereabouts.In(Gazetteer.Places.Single(place => place.NameEnglish == Place).Id),
    };
}

internal sealed record TestQuery(string Q, string[] Wants, string Why, string Language);
