using CoproNetwork.Domain.Language;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.MemberDirectory;

/// <summary>Where a term stands in a listing; a smaller number weighs more.</summary>
public enum TermTier
{
    Name = 0,
    Tag = 1,
    Text = 2,
}

/// <summary>What the index holds of a listing. It follows from the listing's row alone, so that a row that is about to change says which terms it had.</summary>
internal static class ListingTerms
{
    /// <summary>Rises with each change of what a listing's terms are; an index of another number is rebuilt at the next start.</summary>
    public const int Number = 1;

    /// <summary>Every word with the best place where it stands: in a name, in a tag (organisation, role, place, area, themes and kind, these in both languages), in a text.</summary>
    public static Dictionary<string, TermTier> Of(Listing listing)
    {
        var tiers = new Dictionary<string, TermTier>(StringComparer.Ordinal);
        Put(TermTier.Name, listing.Name);
        Put(TermTier.Name, listing.NameWelsh);
        Put(TermTier.Tag, listing.OrganisationName);
        Put(TermTier.Tag, listing.Role);
        if (Gazetteer.FindPlace(listing.PlaceId) is { } place) PutBoth(place.NameWelsh, place.NameEnglish);
        if (Gazetteer.FindArea(listing.AreaCode) is { } area) PutBoth(area.NameWelsh, area.NameEnglish);
        foreach (var theme in ThemeBits.Read(listing.Themes)) Put(TermTier.Tag, TagWords.Of(theme));
        Put(TermTier.Tag, TagWords.Of(listing.Kind));
        Put(TermTier.Text, listing.PromiseText);
        Put(TermTier.Text, listing.SummaryWelsh);
        Put(TermTier.Text, listing.SummaryEnglish);
        return tiers;

        void Put(TermTier tier, string? text)
        {
            foreach (var term in TermAnalyser.Terms(text)) tiers.TryAdd(term, tier);
        }

        void PutBoth(string welsh, string english)
        {
            Put(TermTier.Tag, welsh);
            Put(TermTier.Tag, english);
        }
    }
}

/// <summary>By what words kinds and themes are found, in both languages. Pages take theirs from the resources; these stay as they are while an index is built on them.</summary>
internal static class TagWords
{
    public static string Of(ListingKind kind) => kind switch
    {
        ListingKind.Person => "person unigolyn",
        ListingKind.Organisation => "organisation sefydliad",
        ListingKind.Group => "group grŵp",
        ListingKind.Project => "project prosiect",
        ListingKind.Venue => "venue lleoliad",
        ListingKind.Method => "method dull",
        ListingKind.Skill => "skill sgil",
        _ => "equipment offer",
    };

    public static string Of(PromiseTheme theme) => theme switch
    {
        PromiseTheme.HealthAndCare => "Health care Iechyd gofal",
        PromiseTheme.Housing => "Housing Tai",
        PromiseTheme.Community => "Community place Cymuned lle",
        PromiseTheme.Learning => "Learning young people Dysgu phobl pobl ifanc",
        PromiseTheme.Work => "Work economy Gwaith economi",
        PromiseTheme.Environment => "environment amgylchedd",
        PromiseTheme.Culture => "Arts culture language Celfyddydau diwylliant iaith",
        PromiseTheme.Rights => "Equality rights Cydraddoldeb hawliau",
        PromiseTheme.PublicServices => "Democracy public services Democratiaeth gwasanaethau cyhoeddus",
        _ => "",
    };
}
