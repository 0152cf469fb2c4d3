namespace CoproNetwork.Tests.Joining;

/// <summary>Walks the Membership Form as a person would, step by step, with fields that can be varied.</summary>
internal static class JoinWalk
{
    public const string Form = "form#join-step";

    public static (string Name, string? Value)[] AboutYou(string email) =>
    [
        ("Input.Kind", "Person"),
        ("Input.Name", "Demo Newcomer"),
        ("Input.Age", "Adult"),
        ("Input.Email", email),
        ("Input.Language", "English"),
        ("Input.Where", "Outside"),
    ];

    public static (string Name, string? Value)[] Promise =>
    [
        ("Input.Text", "I will ask first."),
        ("Input.Theme", "Housing"),
        ("Input.Visibility", "Everyone"),
    ];

    public static (string Name, string? Value)[] Story =>
    [
        ("Input.Title", "A demo story"),
        ("Input.Text", "Something happened."),
        ("Input.Consent", "Members"),
    ];

    /// <summary>The same fields with some set otherwise; a null value leaves one out.</summary>
    public static (string Name, string? Value)[] But(this (string Name, string? Value)[] fields, params (string Name, string? Value)[] otherwise) =>
        [.. fields.Where(field => !otherwise.Any(other => other.Name == field.Name)), .. otherwise];

    public static async Task<Answer> ToYourLifeAsync(this Visitor visitor, string email, string path = "/en/join", params (string Name, string? Value)[] otherwise) =>
        await visitor.PostAsync(await visitor.GetAsync(path), Form, AboutYou(email).But(otherwise));

    public static async Task<Answer> ToPrinciplesAsync(this Visitor visitor, string email, string path = "/en/join", params (string Name, string? Value)[] otherwise) =>
        await visitor.PostAsync(await visitor.ToYourLifeAsync(email, path, otherwise), Form);

    public static async Task<Answer> ToPromiseAsync(this Visitor visitor, string email, string path = "/en/join", params (string Name, string? Value)[] otherwise)
    {
        var page = await visitor.ToPrinciplesAsync(email, path, otherwise);
        return await visitor.PostAsync(page, Form, Agreed(page));
    }

    public static async Task<Answer> ToStoryAsync(this Visitor visitor, string email, string path = "/en/join", params (string Name, string? Value)[] otherwise) =>
        await visitor.PostAsync(await visitor.ToPromiseAsync(email, path, otherwise), Form, Promise);

    public static async Task<Answer> ToCheckAsync(this Visitor visitor, string email, string path = "/en/join", params (string Name, string? Value)[] otherwise) =>
        await visitor.PostAsync(await visitor.ToStoryAsync(email, path, otherwise), Form, Story);

    public static async Task<Answer> ToSentAsync(this Visitor visitor, string email, string path = "/en/join", params (string Name, string? Value)[] otherwise) =>
        await visitor.PostAsync(await visitor.ToCheckAsync(email, path, otherwise), Form);

    /// <summary>Every principle of the page agreed to.</summary>
    public static (string Name, string? Value)[] Agreed(Answer page) =>
        [.. page.Page.QuerySelectorAll("[name='Input.Agreed']").Select(tick => ("Input.Agreed", tick.GetAttribute("value")))];

    /// <summary>Presses the language switch of a page with a form.</summary>
    public static Task<Answer> SwitchLanguageAsync(this Visitor visitor, Answer page, params (string Name, string? Value)[] typed)
    {
        var button = page.Page.QuerySelector("header .language")!;
        page.Page.QuerySelector(Form)!.SetAttribute("action", button.GetAttribute("formaction")!);
        return visitor.PostAsync(page, Form, [.. typed, (button.GetAttribute("name")!, button.GetAttribute("value"))]);
    }
}
