using System.Globalization;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Principles;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;

namespace CoproNetwork.Domain.Demo;

/// <summary>Makes members up, oldest first, up to the decision on them. Each depends on the seed and its place only, so a batch can be made again.</summary>
/// <param name="startingAt">So many are there already.</param>
internal sealed class DemoMembers(int seed, DemoTimes times, long principlesVersionId, int startingAt)
{
    private static readonly Place[] Places = [.. Gazetteer.Places.OrderBy(place => place.Id)];
    private static readonly PrincipalArea[] Areas = [.. Gazetteer.Areas.OrderBy(area => area.Code, StringComparer.Ordinal)];
    private static readonly DemoFate[] Newest = [DemoFate.Applied, DemoFate.Unconfirmed, DemoFate.Applied, DemoFate.Declined, DemoFate.Applied, DemoFate.Unconfirmed, DemoFate.Applied, DemoFate.Applied];

    /// <param name="index">Counted from 0, oldest first.</param>
    public DemoMember Make(int index)
    {
        var dice = new Dice(unchecked((seed * 1_000_003) + startingAt + index));
        var language = index == 0 || (index > 1 && dice.Sometimes(50)) ? SiteLanguage.Welsh : SiteLanguage.English;
        var (phrases, fate) = (DemoPhrases.In(language), Fate(index));
        var (sentAt, approvedAt) = times.Of(index);
        var member = Apply(index, language, dice, sentAt);
        var left = fate == DemoFate.Left;
        var made = new DemoMember(
            dice, member, fate, approvedAt,
            Agreement.Give(member, principlesVersionId, language, !left && dice.Sometimes(15) ? dice.Any(phrases.WouldChange) : null, sentAt),
            CheckIn.AtJoining(member, dice.AnySay(), dice.AnySay(), dice.AnySay(), !left && dice.Sometimes(30) ? dice.Any(phrases.CheckInWords) : null, sentAt),
            left ? null : MakePromise(member, language, dice, sentAt),
            left ? null : TellStory(member, language, dice, sentAt));
        Decide(made, phrases, sentAt);
        return made;
    }

    private DemoFate Fate(int index) =>
        index >= times.Decided ? Newest[(index - times.Decided) % Newest.Length]
        : index % 33 == 20 ? DemoFate.Left
        : DemoFate.Approved;

    /// <summary>All but the approval, which hands out numbers.</summary>
    private void Decide(DemoMember made, DemoPhrases phrases, DateTime sentAt)
    {
        var member = made.Member;
        if (made.Fate == DemoFate.Unconfirmed)
        {
            if (sentAt < times.NowUtc.AddDays(-3)) member.NoteReminder(sentAt.AddDays(3));
            return;
        }

        member.Confirm(sentAt.AddMinutes(made.Dice.Next(2, 600)));
        if (made.Fate == DemoFate.Declined) member.Decline(phrases.DeclineReason, times.NotAfterNow(sentAt.AddDays(1)));
        else if (made.Fate == DemoFate.Approved && member.Email != DemoNetwork.WelshMember && member.Email != DemoNetwork.EnglishMember && made.Dice.Sometimes(1)) member.HideListing(phrases.HideReason, times.NotAfterNow(made.ApprovedAtUtc.AddDays(2)));
    }

    private Member Apply(int index, SiteLanguage language, Dice dice, DateTime sentAt)
    {
        var kind = index < 2 ? MemberKind.Person : dice.Next(100) switch { < 70 => MemberKind.Person, < 88 => MemberKind.Group, _ => MemberKind.Organisation };
        var age = kind != MemberKind.Person || index < 2 ? AgeBand.Adult : dice.Next(100) switch { < 96 => AgeBand.Adult, < 99 => AgeBand.Under18, _ => AgeBand.Under13 };
        var place = dice.Any(Places);
        var where = dice.Next(100) switch { < 84 => Whereabouts.In(place.Id), < 96 => Whereabouts.InArea(dice.Any(Areas).Code), _ => Whereabouts.Outside() };
        var phrases = DemoPhrases.In(language);
        var number = DemoNumerals.Words(startingAt + index + 1, language);
        var employed = kind == MemberKind.Person && age == AgeBand.Adult && dice.Sometimes(35);
        var details = new MemberDetails(
            kind == MemberKind.Person ? Fill(phrases.Person, number) : Fill(dice.Any(kind == MemberKind.Group ? phrases.Groups : phrases.Bodies), place.Name(language)),
            kind, age,
            employed ? dice.Any(phrases.Organisations) : null,
            employed || (kind != MemberKind.Person && dice.Sometimes(60)) ? dice.Any(phrases.Roles) : null,
            age == AgeBand.Under13 ? Fill(phrases.Guardian, number) : null,
            where,
            dice.Sometimes(10) ? MailLanguage.Both : language == SiteLanguage.Welsh ? MailLanguage.Welsh : MailLanguage.English);
        return Member.Apply(details, Email(index, language), dice.Sometimes(92) || index < 2, dice.Sometimes(60), sentAt);
    }

    /// <summary>The first two have addresses that are easily typed; one of the newest looks like another's, for the desk to find.</summary>
    private string Email(int index, SiteLanguage language)
    {
        var number = startingAt + index + 1;
        if (number <= 2) return number == 1 ? DemoNetwork.WelshMember : DemoNetwork.EnglishMember;
        if (startingAt == 0 && index == times.Decided) return "mem.ber+new@example.org";
        return string.Create(CultureInfo.InvariantCulture, $"demo-{number}@{(language == SiteLanguage.Welsh ? "example.cymru" : "example.org")}");
    }

    private static Promise MakePromise(Member member, SiteLanguage language, Dice dice, DateTime atUtc)
    {
        var theme = dice.Any(PromiseThemes.All);
        var begin = (language, member.Kind) switch
        {
            (SiteLanguage.Welsh, MemberKind.Person) => "Bydda i'n ",
            (SiteLanguage.Welsh, _) => "Byddwn ni'n ",
            (_, MemberKind.Person) => "I will ",
            _ => "We will ",
        };
        var place = Gazetteer.FindPlace(member.PlaceId) ?? dice.Any(Places);
        var text = begin + Fill(dice.Any(DemoPhrases.In(language).PromisesOn(theme)), place.Name(language));
        var visibility = dice.Next(100) switch { < 88 => PromiseVisibility.Everyone, < 96 => PromiseVisibility.Members, _ => PromiseVisibility.Team };
        return Promise.Make(member, text, language, theme, visibility, atUtc);
    }

    private static Story TellStory(Member member, SiteLanguage language, Dice dice, DateTime atUtc)
    {
        var story = dice.Any(DemoPhrases.In(language).Stories);
        return Story.Tell(member, story.Title, story.Text, language, dice.Any(PromiseThemes.All), (StoryConsent)dice.Next(1, 6), atUtc);
    }

    private static string Fill(string pattern, string value) => pattern.Replace("{place}", value, StringComparison.Ordinal).Replace("{number}", value, StringComparison.Ordinal);
}

/// <summary>Decides what varies.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    public int Next(int from, int below) => _random.Next(from, below);

    public int Next(int below) => _random.Next(below);

    public bool Sometimes(int inHundred) => _random.Next(100) < inHundred;

    public T Any<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];

    public Say? AnySay() => Sometimes(20) ? null : _random.Next(1, 7) is var say and < 6 ? (Say)say : Say.DoesNotApply;
}
