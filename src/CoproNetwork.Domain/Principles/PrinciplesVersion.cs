using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Principles;

/// <summary>A version of the shared principles, in both languages. Once published it never changes.</summary>
public sealed class PrinciplesVersion : IPublicContent
{
    /// <summary>How many principles a version may hold.</summary>
    public const int MaxPrinciples = 12;

    private readonly List<Principle> _principles = [];

    private PrinciplesVersion() { }

    public long Id { get; private set; }

    /// <summary>From 1, without gaps; the highest is current.</summary>
    public int Number { get; private set; }

    public DateTime PublishedAtUtc { get; private set; }

    public IReadOnlyList<Principle> Principles => _principles;

    /// <exception cref="DomainRuleException">There is no principle, there are too many, or one lacks a language.</exception>
    public static PrinciplesVersion Publish(int number, IEnumerable<PrincipleText> texts, DateTime nowUtc)
    {
        var version = new PrinciplesVersion { Number = number, PublishedAtUtc = nowUtc };
        foreach (var text in texts) version._principles.Add(Principle.Write(version._principles.Count + 1, text));
        Rules.Must(version._principles.Count > 0, "Principles.NoneGiven");
        Rules.Must(version._principles.Count <= MaxPrinciples, "Principles.TooMany", MaxPrinciples);
        return version;
    }
}

/// <summary>The words of one principle, both languages.</summary>
public sealed record PrincipleText(string? TitleWelsh, string? TitleEnglish, string? TextWelsh, string? TextEnglish);

/// <summary>One principle of a version.</summary>
public sealed class Principle
{
    public const int TitleMaxLength = 120;
    public const int TextMaxLength = 600;

    private Principle() { }

    public long Id { get; private set; }

    public long PrinciplesVersionId { get; private set; }

    /// <summary>From 1, in reading order.</summary>
    public int Position { get; private set; }

    public string TitleWelsh { get; private set; } = null!;

    public string TitleEnglish { get; private set; } = null!;

    public string TextWelsh { get; private set; } = null!;

    public string TextEnglish { get; private set; } = null!;

    public string Title(SiteLanguage language) => language == SiteLanguage.Welsh ? TitleWelsh : TitleEnglish;

    public string Text(SiteLanguage language) => language == SiteLanguage.Welsh ? TextWelsh : TextEnglish;

    internal static Principle Write(int position, PrincipleText text) => new()
    {
        Position = position,
        TitleWelsh = Rules.Text(text.TitleWelsh, TitleMaxLength, "Principles.TitleWelsh"),
        TitleEnglish = Rules.Text(text.TitleEnglish, TitleMaxLength, "Principles.TitleEnglish"),
        TextWelsh = Rules.Text(text.TextWelsh, TextMaxLength, "Principles.TextWelsh"),
        TextEnglish = Rules.Text(text.TextEnglish, TextMaxLength, "Principles.TextEnglish"),
    };
}
