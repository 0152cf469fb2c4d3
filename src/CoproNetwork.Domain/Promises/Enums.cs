namespace CoproNetwork.Domain.Promises;

public enum PromiseStatus
{
    Made = 0,
    UnderWay = 1,
    Kept = 2,
    Stuck = 3,
    Changed = 4,
}

public enum PromiseVisibility
{
    Everyone = 1,
    Members = 2,
    Team = 3,
}

/// <summary>Who may see one report on a promise; each step includes the ones before it.</summary>
public enum UpdateVisibility
{
    Team = 1,
    Members = 2,
    Website = 3,
    Newsletter = 4,
}

/// <summary>For whom a page is made: what members see includes what everyone sees.</summary>
public enum Audience
{
    Members = 1,
    Public = 2,
}

public static class Audiences
{
    public static IReadOnlyList<Audience> All { get; } = Enum.GetValues<Audience>();
}

/// <summary>What a promise is about. Stored as a number; its public name is its slug.</summary>
public enum PromiseTheme
{
    HealthAndCare = 1,
    Housing = 2,
    Community = 3,
    Learning = 4,
    Work = 5,
    Environment = 6,
    Culture = 7,
    Rights = 8,
    PublicServices = 9,
    Other = 10,
}

/// <summary>The themes' public names, as they stand in addresses and files.</summary>
public static class PromiseThemes
{
    public static IReadOnlyList<PromiseTheme> All { get; } = Enum.GetValues<PromiseTheme>();

    public static string Slug(this PromiseTheme theme) => theme switch
    {
        PromiseTheme.HealthAndCare => "health-and-care",
        PromiseTheme.Housing => "housing",
        PromiseTheme.Community => "community",
        PromiseTheme.Learning => "learning",
        PromiseTheme.Work => "work",
        PromiseTheme.Environment => "environment",
        PromiseTheme.Culture => "culture",
        PromiseTheme.Rights => "rights",
        PromiseTheme.PublicServices => "public-services",
        _ => "other",
    };

    public static PromiseTheme? FromSlug(string? slug)
    {
        foreach (var theme in All)
            if (theme.Slug() == slug) return theme;
        return null;
    }
}
