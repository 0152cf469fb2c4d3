using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;

namespace CoproNetwork.Domain.Demo;

/// <summary>What made-up members say of themselves and bring. Called with the members saved, for an entry holds their ids.</summary>
internal static class DemoEntries
{
    private static readonly ListingKind[] Things = [ListingKind.Project, ListingKind.Project, ListingKind.Venue, ListingKind.Method, ListingKind.Skill, ListingKind.Equipment];

    /// <param name="waits">What it brings still waits for a coordinator.</param>
    /// <param name="more">So many things more, for a large directory of few members.</param>
    public static void Add(CoproDbContext db, DemoMember made, bool waits, int more)
    {
        if (made.Fate != DemoFate.Approved || made.Member.Age != AgeBand.Adult) return;
        var (dice, isPerson) = (made.Dice, made.Member.Kind == MemberKind.Person);
        if (dice.Sometimes(isPerson ? 20 : 60))
        {
            made.Own = Entry.DescribeOwn(made.Member, Own(made.Member, dice, isPerson), made.ApprovedAtUtc);
            made.Own.Approve(made.ApprovedAtUtc);
            db.Add(made.Own);
        }

        if (dice.Sometimes(isPerson ? 18 : 40)) made.Brings.Add(Thing(made, dice, null));
        for (var at = 0; at < more; at++) made.Brings.Add(Thing(made, dice, $"{made.Member.Number}-{at + 1}"));
        foreach (var entry in made.Brings)
        {
            if (!waits) entry.Approve(made.ApprovedAtUtc);
            db.Add(entry);
            db.Add(EntryPerson.Maker(entry, made.Member.Id, isNamed: true, made.ApprovedAtUtc));
        }
    }

    /// <summary>Most were asked within the year whether all is right; the oldest have not been yet.</summary>
    public static DateTime RightAt(DemoMember made, DateTime nowUtc)
    {
        var said = nowUtc.AddDays(-made.Dice.Next(1, 370));
        return said > made.ApprovedAtUtc ? said : made.ApprovedAtUtc;
    }

    private static EntryContent Own(Member member, Dice dice, bool isPerson)
    {
        var (welsh, both) = (dice.Sometimes(50), dice.Sometimes(40));
        var at = dice.Next(isPerson ? 4 : 5);
        string? In(SiteLanguage language)
        {
            if (!both && welsh != (language == SiteLanguage.Welsh)) return null;
            var phrases = DemoPhrases.In(language);
            return At((isPerson ? phrases.OwnSummaries : phrases.Summaries)[at], member.PlaceId, language);
        }

        return new()
        {
            SummaryWelsh = In(SiteLanguage.Welsh),
            SummaryEnglish = In(SiteLanguage.English),
            Themes = dice.Sometimes(50) ? [dice.Any(PromiseThemes.All)] : [],
            Offers = (Offers)dice.Next(16),
            OpenToVisits = !isPerson && dice.Sometimes(40),
            Links = !isPerson && dice.Sometimes(50) ? ["https://www.example.org/"] : [],
        };
    }

    /// <param name="mark">Ends the name, where there are too many for names alone; null for none.</param>
    private static Entry Thing(DemoMember made, Dice dice, string? mark)
    {
        var kind = dice.Any(Things);
        var place = Gazetteer.FindPlace(made.Member.PlaceId) ?? dice.Any(Gazetteer.Places);
        var (welsh, english) = (DemoPhrases.In(SiteLanguage.Welsh).Things[kind.Slug()], DemoPhrases.In(SiteLanguage.English).Things[kind.Slug()]);
        var at = dice.Next(welsh.Length);
        var languages = dice.Next(3);
        return Entry.Describe(kind, new()
        {
            NameWelsh = languages == 0 ? null : Named(welsh[at][0], place.Id, SiteLanguage.Welsh, mark),
            SummaryWelsh = languages == 0 ? null : welsh[at][1],
            NameEnglish = languages == 1 ? null : Named(english[at][0], place.Id, SiteLanguage.English, mark),
            SummaryEnglish = languages == 1 ? null : english[at][1],
            Themes = [dice.Any(PromiseThemes.All)],
            Offers = dice.Sometimes(50) ? Offers.Resources : Offers.None,
            OpenToVisits = kind is ListingKind.Project or ListingKind.Venue && dice.Sometimes(60),
            Where = Whereabouts.In(place.Id),
            Exactly = kind == ListingKind.Venue ? new GeoPoint(Math.Round(place.Latitude + ((dice.Next(200) - 100) / 20_000.0), 5), Math.Round(place.Longitude + ((dice.Next(200) - 100) / 20_000.0), 5)) : null,
        }, made.Member.Id, made.ApprovedAtUtc);
    }

    private static string Named(string pattern, int placeId, SiteLanguage language, string? mark) => At(pattern, placeId, language) + (mark is null ? "" : $" {mark}");

    private static string At(string pattern, int? placeId, SiteLanguage language) =>
        pattern.Replace("{place}", Gazetteer.FindPlace(placeId)?.Name(language) ?? (language == SiteLanguage.Welsh ? "Cymru" : "Wales"), StringComparison.Ordinal);
}
