using System.Net;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CoproNetwork.Domain.Mail;

namespace CoproNetwork.Tests;

/// <summary>A page as it was answered: status, address, parsed HTML.</summary>
public sealed record Answer(HttpStatusCode Status, Uri Address, string? Location, IDocument Page, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The text of the first element that fits, white space folded.</summary>
    public string Text(string selector) => Folded(Page.QuerySelector(selector)?.TextContent ?? throw new InvalidOperationException($"There is no {selector} on {Address}."));

    /// <summary>The problems of the summary, in order.</summary>
    public IReadOnlyList<string> Problems => [.. Page.QuerySelectorAll(".problems li").Select(item => Folded(item.TextContent))];

    /// <summary>What a field shows.</summary>
    public string? Value(string name) => Page.QuerySelector($"[name='{name}']") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlInputElement { Type: "radio" or "checkbox" } => Page.QuerySelectorAll<IHtmlInputElement>($"[name='{name}']").FirstOrDefault(input => input.IsChecked)?.Value,
        IHtmlInputElement input => input.Value,
        IHtmlSelectElement select => select.Value,
        _ => null,
    };

    private static string Folded(string text) => Regex.Replace(text, @"\s+", " ").Trim();
}

/// <summary>A browser over real HTTP: cookies kept, redirects followed unless asked not to, forms sent with all their fields.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(Uri baseAddress) => _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies, UseCookies = true }) { BaseAddress = baseAddress };

    public CookieContainer Cookies { get; } = new();

    public Task<Answer> GetAsync(string path, bool follow = true) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), follow);

    /// <summary>Sends a form of a page: its hidden and filled fields, with these set. A null value leaves a field out; several of a name are several pairs.</summary>
    public Task<Answer> PostAsync(Answer on, string form, params (string Name, string? Value)[] values) => PostAsync(on, form, follow: true, values);

    public Task<Answer> PostAsync(Answer on, string form, bool follow, params (string Name, string? Value)[] values)
    {
        var element = on.Page.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"There is no form {form} on {on.Address}.");
        return SendAsync(on, element, null, Changed(Filled(element), values), follow);
    }

    /// <summary>Presses a button: its form is sent to the button's own address where it has one, with the button's name and value.</summary>
    public Task<Answer> PressAsync(Answer on, string button, params (string Name, string? Value)[] values) => PressAsync(on, button, follow: true, values);

    public Task<Answer> PressAsync(Answer on, string button, bool follow, params (string Name, string? Value)[] values)
    {
        var pressed = on.Page.QuerySelector(button) as IHtmlButtonElement ?? throw new InvalidOperationException($"There is no button {button} on {on.Address}.");
        var form = pressed.Form ?? throw new InvalidOperationException($"The button {button} on {on.Address} has no form.");
        return SendAsync(on, form, pressed, Changed(Filled(form), values), follow);
    }

    /// <summary>Presses a button with what its form holds, as the change makes it.</summary>
    public Task<Answer> PressAsync(Answer on, IHtmlButtonElement button, Func<KeyValuePair<string, string>, string?> change) =>
        SendAsync(on, button.Form!, button, Filled(button.Form!).Select(field => (field.Key, Value: change(field))).Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value!)), follow: false);

    private static IEnumerable<KeyValuePair<string, string>> Changed(IEnumerable<KeyValuePair<string, string>> filled, (string Name, string? Value)[] values)
    {
        var set = values.Select(value => value.Name).ToHashSet(StringComparer.Ordinal);
        return filled.Where(field => !set.Contains(field.Key)).Concat(values.Where(value => value.Value is not null).Select(value => KeyValuePair.Create(value.Name, value.Value!)));
    }

    private Task<Answer> SendAsync(Answer on, IHtmlFormElement form, IHtmlButtonElement? button, IEnumerable<KeyValuePair<string, string>> filled, bool follow)
    {
        var fields = filled.ToList();
        if (button?.GetAttribute("name") is { Length: > 0 } name && fields.All(field => field.Key != name)) fields.Add(KeyValuePair.Create(name, button.GetAttribute("value") ?? ""));
        var address = button?.GetAttribute("formaction") ?? form.GetAttribute("action");
        var action = address is { Length: > 0 } path ? new Uri(on.Address, path) : on.Address;
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) }, follow);
    }

    /// <summary>Anything else: forged posts, other methods.</summary>
    public async Task<Answer> SendAsync(HttpRequestMessage request, bool follow)
    {
        using var response = await _http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        var location = response.Headers.Location is { } to ? new Uri(request.RequestUri!.IsAbsoluteUri ? request.RequestUri : new Uri(_http.BaseAddress!, request.RequestUri), to) : null;
        if (follow && location is not null) return await GetAsync(location.ToString());
        var address = request.RequestUri!.IsAbsoluteUri ? request.RequestUri : new Uri(_http.BaseAddress!, request.RequestUri);
        var page = await BrowsingContext.New(Configuration.Default).OpenAsync(page => page.Content(body).Address(address));
        return new(response.StatusCode, address, location?.PathAndQuery, page, body, response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The path and query of the first link of this site in a mail's plain text.</summary>
    public static string LinkIn(OutgoingMail mail) => new Uri(SiteLink().Match(mail.Content.Text).Value).PathAndQuery;

    public void Dispose() => _http.Dispose();

    private static IEnumerable<KeyValuePair<string, string>> Filled(IHtmlFormElement form)
    {
        foreach (var control in form.Elements)
        {
            if (control.GetAttribute("name") is not { Length: > 0 } name || control.HasAttribute("disabled")) continue;
            if (control is IHtmlInputElement { Type: "radio" or "checkbox" } tick)
            {
                if (tick.IsChecked) yield return KeyValuePair.Create(name, tick.Value);
            }
            else if (control is IHtmlInputElement { Type: not ("submit" or "button" or "image" or "reset") } input) yield return KeyValuePair.Create(name, input.Value);
            else if (control is IHtmlTextAreaElement area) yield return KeyValuePair.Create(name, area.Value);
            else if (control is IHtmlSelectElement { Value: { } chosen }) yield return KeyValuePair.Create(name, chosen);
        }
    }

    [GeneratedRegex(@"https?://localhost:5080/\S*\?t=\S+")]
    private static partial Regex SiteLink();
}
