using CoproNetwork.Domain.Places;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.Promises;

/// <summary>What the wall says of a promise, in the page's language.</summary>
public static class PromiseWords
{
    /// <summary>Of whoever is not named: never nearer than the area.</summary>
    public static string Unnamed(this WallCard card, Words words) => words[$"Promises.Unnamed.{card.Area}"];

    public static string AreaName(string area, Words words) => Gazetteer.FindArea(area)?.Name(words.Language) ?? words["MemberDirectory.OutsideWales"];

    /// <summary>Null where a promise is stuck: nobody is shown up. Null too where it was only made: <see cref="When"/> says that.</summary>
    public static string? State(PromiseStatus? status, Words words) => status is null or PromiseStatus.Stuck or PromiseStatus.Made ? null : words[$"Promises.Status.{status}"];

    /// <summary>When it was made, or when it last moved.</summary>
    public static string When(this WallCard card, Words words) => card.Status == PromiseStatus.Made
        ? words["Promises.MadeOn", words.Date(card.MadeAtUtc)]
        : words["Promises.MovedOn", words.Date(card.MovedAtUtc)];

    public static string Css(PromiseStatus? status) => status == PromiseStatus.Kept ? "promise kept" : "promise";

    /// <summary>How promises go, as a picture. What is stuck is no part of it.</summary>
    public static StackedBar Bar(this WallCounts counts, PromiseTheme? theme, string? area, Words words)
    {
        var (made, underWay, kept, changed) = (Of(PromiseStatus.Made), Of(PromiseStatus.UnderWay), Of(PromiseStatus.Kept), Of(PromiseStatus.Changed));
        return new(words["Promises.Bar.Label", made, underWay, kept, changed],
        [
            new("made", words["Promises.Status.Made"], made),
            new("under-way", words["Promises.Status.UnderWay"], underWay),
            new("kept", words["Promises.Status.Kept"], kept),
            .. changed > 0 ? [new BarPart("changed", words["Promises.Status.Changed"], changed)] : Array.Empty<BarPart>(),
        ]);

        int Of(PromiseStatus status) => counts.Of(theme, area, status);
    }
}
