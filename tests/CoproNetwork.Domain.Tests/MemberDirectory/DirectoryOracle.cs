using System.Text.RegularExpressions;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Language;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>The directory reckoned from members, promises and entries alone, without listings or index; searches are answered by looking at everyone.</summary>
internal sealed partial class DirectoryOracle
{
    private DirectoryOracle(IReadOnlyList<Found> entries) => Entries = entries;

    public IReadOnlyList<Found> Entries { get; }

    public static async Task<DirectoryOracle> ReadAsync(CoproDbContext db)
    {
        var members = await db.Members.AsNoTracking().Where(m => m.Status == MemberStatus.Approved && m.Age == AgeBand.Adult).ToDictionaryAsync(m => m.Id);
        var promises = (await db.Promises.AsNoTracking().Where(p => p.Visibility == PromiseVisibility.Everyone && p.HiddenAtUtc == null).ToListAsync()).ToLookup(p => p.MemberId);
        var entries = await db.Entries.AsNoTracking().Include(entry => entry.Revisions).ToListAsync();
        var answering = (await db.EntryPeople.AsNoTracking().Where(person => person.AgreedAtUtc != null).ToListAsync()).Where(person => members.ContainsKey(person.MemberId)).Select(person => person.EntryId).ToHashSet();
        var own = entries.Where(entry => entry.OwnMemberId is not null).ToDictionary(entry => entry.OwnMemberId!.Value);
        var listed = members.Values.Where(m => m is { WantsListing: true, ListingHiddenAtUtc: null } && own.GetValueOrDefault(m.Id)?.MergedIntoId is null);
        return new([
            .. listed.Select(member => Found.Of(member, promises[member.Id].MaxBy(p => p.Id), own.GetValueOrDefault(member.Id)?.Shown?.Content)),
            .. entries.Where(entry => entry is { OwnMemberId: null, ArchivedAtUtc: null, HiddenAtUtc: null, MergedIntoId: null, Shown: not null } && answering.Contains(entry.Id)).Select(Found.Of),
        ]);
    }

    /// <summary>In the order in which they are shown.</summary>
    public List<Found> Find(DirectoryQuery query)
    {
        var plan = SearchPlan.Of(query.Words);
        return [
            .. Entries.Where(found => Fits(found, query))
                .Select(found => (Found: found, Level: Level(found, plan))).Where(hit => hit.Level is not null)
                .OrderBy(hit => hit.Level).ThenBy(hit => hit.Found.Key(query.Language), StringComparer.Ordinal).ThenBy(hit => hit.Found.Id).Select(hit => hit.Found),
        ];
    }

    private static bool Fits(Found found, DirectoryQuery query) =>
        (query.Area is null || (query.Area == DirectoryQuery.Outside ? found.Where.OutsideWales : found.Where.AreaCode == query.Area))
        && (query.Place is null || found.Where.PlaceId == query.Place)
        && (query.Kind is null || found.Kind == query.Kind)
        && (query.Theme is null || found.Themes.Contains(query.Theme.Value))
        && (query.Offer is null || found.Content.Offers.HasFlag(query.Offer.Value))
        && (!query.Visits || found.Content.OpenToVisits)
        && (query.In is null || found.Languages.Contains(query.In.Value));

    /// <summary>The sum over what is sought of the best place where it stands; null where something stands nowhere.</summary>
    private static int? Level(Found found, SearchPlan plan)
    {
        var sum = 0;
        foreach (var concept in plan.Concepts)
        {
            var best = concept.Alternatives.Select(alternative => alternative.Words.Select(word => Level(found, word, alternative.IsTyped)).Aggregate((int?)0, (worst, level) => worst is null || level is null ? null : Math.Max(worst.Value, level.Value))).Min();
            if (best is null) return null;
            sum += best.Value;
        }

        return sum;
    }

    private static int? Level(Found found, SoughtWord word, bool isTyped) =>
        word.Terms.Where(term => found.Has(term.Term)).Select(term => (int?)((2 * found.Tier(term.Term)) + (isTyped && term.IsExact ? 0 : 1))).Min();

    public static string[] Words(string? text) =>
        [.. Word().Matches(Folding.Fold(text ?? "")).SelectMany(match => match.Value.Split('-').Prepend(match.Value))
            .SelectMany(word => new[] { word, Clitic().Replace(word, "") })
            .Select(word => word.Replace("'", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)).Distinct()];

    [GeneratedRegex(@"[\p{L}\p{Nd}]+(?:['-][\p{L}\p{Nd}]+)*")]
    private static partial Regex Word();

    [GeneratedRegex("(?<=..)'(?:n|r|i|u|w|m|th|ch|s)$")]
    private static partial Regex Clitic();

    internal sealed record Found(long Id, string Name, string NameWelsh, ListingKind Kind, Whereabouts Where, EntryContent Content, IReadOnlySet<PromiseTheme> Themes, IReadOnlySet<SiteLanguage> Languages, HashSet<string> Names, HashSet<string> Tags, HashSet<string> Text)
    {
        public static Found Of(Member member, Promise? promise, EntryContent? own) => Of(member.Number!.Value, member.Name, member.Name, member.Kind.Listed(), member.Where, own ?? new(), promise, [member.OrganisationName, member.Role]);

        public static Found Of(Domain.MemberDirectory.Entry entry)
        {
            var content = entry.Shown!.Content;
            return Of(Listing.IdOf(entry.Id), content.NameEnglish ?? content.NameWelsh!, content.NameWelsh ?? content.NameEnglish!, entry.Kind, content.Where!, content, null, []);
        }

        private static Found Of(long id, string name, string nameWelsh, ListingKind kind, Whereabouts where, EntryContent content, Promise? promise, string?[] tags)
        {
            var (place, area) = (Gazetteer.FindPlace(where.PlaceId), Gazetteer.FindArea(where.AreaCode));
            var themes = promise is null ? content.Themes.ToHashSet() : [.. content.Themes, promise.Theme];
            string?[] all = [.. tags, place?.NameWelsh, place?.NameEnglish, area?.NameWelsh, area?.NameEnglish, TagWords.Of(kind), .. themes.Select(TagWords.Of)];
            var languages = new HashSet<SiteLanguage>();
            if (promise is not null) languages.Add(promise.Language);
            if (content.SummaryWelsh is not null) languages.Add(SiteLanguage.Welsh);
            if (content.SummaryEnglish is not null) languages.Add(SiteLanguage.English);
            return new(id, name, nameWelsh, kind, where, content, themes, languages, [.. Words(name), .. Words(nameWelsh)], [.. Words(string.Join(' ', all))], [.. Words(string.Join(' ', promise?.Text, content.SummaryWelsh, content.SummaryEnglish))]);
        }

        public string Key(SiteLanguage language) => language == SiteLanguage.Welsh ? NameOrder.Welsh(NameWelsh) : NameOrder.English(Name);

        public bool Has(string word) => Names.Contains(word) || Tags.Contains(word) || Text.Contains(word);

        public int Tier(string word) => Names.Contains(word) ? 0 : Tags.Contains(word) ? 1 : 2;
    }
}
