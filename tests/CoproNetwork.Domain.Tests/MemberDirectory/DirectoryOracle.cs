using System.Text.RegularExpressions;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.MemberDirectory;

/// <summary>The directory reckoned from members and promises alone, without listings, postings or counts.</summary>
internal sealed partial class DirectoryOracle
{
    private DirectoryOracle(IReadOnlyList<Entry> entries) => Entries = entries;

    public IReadOnlyList<Entry> Entries { get; }

    public static async Task<DirectoryOracle> ReadAsync(CoproDbContext db)
    {
        var members = await db.Members.AsNoTracking().Where(m => m.Status == MemberStatus.Approved && m.Age == AgeBand.Adult && m.WantsListing && m.ListingHiddenAtUtc == null).ToListAsync();
        var promises = (await db.Promises.AsNoTracking().Where(p => p.Visibility == PromiseVisibility.Everyone && p.HiddenAtUtc == null).ToListAsync()).ToLookup(p => p.MemberId);
        return new([.. members.Select(member => Entry.Of(member, promises[member.Id].MaxBy(p => p.Id)))]);
    }

    public List<Entry> Find(DirectoryQuery query) =>
    [
        .. Entries.Where(entry =>
            Words(query.Words).All(entry.Has)
            && (query.Area is null || (query.Area == DirectoryQuery.Outside ? entry.Member.OutsideWales : entry.Member.AreaCode == query.Area))
            && (query.Kind is null || entry.Member.Kind == query.Kind)
            && (query.Theme is null || entry.Theme == query.Theme)),
    ];

    public static string[] Words(string? text) =>
        [.. Word().Matches(Folding.Fold(text ?? "")).SelectMany(match => match.Value.Split('-').Prepend(match.Value))
            .SelectMany(word => new[] { word, Clitic().Replace(word, "") })
            .Select(word => word.Replace("'", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)).Distinct()];

    [GeneratedRegex(@"[\p{L}\p{Nd}]+(?:['-][\p{L}\p{Nd}]+)*")]
    private static partial Regex Word();

    [GeneratedRegex("(?<=..)'(?:n|r|i|u|w|m|th|ch|s)$")]
    private static partial Regex Clitic();

    internal sealed record Entry(Member Member, PromiseTheme? Theme, HashSet<string> Name, HashSet<string> Tags, HashSet<string> Text)
    {
        public static Entry Of(Member member, Promise? promise)
        {
            var (place, area) = (Gazetteer.FindPlace(member.PlaceId), Gazetteer.FindArea(member.AreaCode));
            var tags = string.Join(' ', member.OrganisationName, member.Role, place?.NameWelsh, place?.NameEnglish, area?.NameWelsh, area?.NameEnglish);
            return new(member, promise?.Theme, [.. Words(member.Name)], [.. Words(tags)], [.. Words(promise?.Text)]);
        }

        public bool Has(string word) => Name.Contains(word) || Tags.Contains(word) || Text.Contains(word);

        public int Tier(string word) => Name.Contains(word) ? 0 : Tags.Contains(word) ? 1 : 2;
    }
}
