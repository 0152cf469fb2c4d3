using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CoproNetwork.Web.Infrastructure.Forms;

/// <summary>One of the choices a reader can make.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null);

/// <summary>Radios, or check boxes with <c>many</c>, in a fieldset: <c>&lt;choices for="Input.Kind" words="…" options="Model.Kinds" /&gt;</c>.</summary>
[HtmlTargetElement("choices", Attributes = "for,words,options", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ChoicesTagHelper(Words words) : FieldBase(words)
{
    public IReadOnlyList<Choice> Options { get; set; } = [];

    public bool Many { get; set; }

    /// <summary>Beside each other where there is room.</summary>
    public bool Inline { get; set; }

    /// <summary>Steps of one scale, as tiles.</summary>
    public bool Scale { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var follows = new Dictionary<string, IHtmlContent>(StringComparer.Ordinal);
        context.Items[typeof(FollowTagHelper)] = follows;
        await output.GetChildContentAsync();
        Wrap(output, "fieldset");
        if (DescribedBy is { } ids) output.Attributes.SetAttribute("aria-describedby", ids);
        AppendLabel(output, new TagBuilder("legend"));
        AppendHintAndProblem(output);
        var chosen = Chosen();
        var lines = new HtmlContentBuilder();
        for (var i = 0; i < Options.Count; i++)
        {
            lines.AppendHtml(Line(Options[i], i == 0 ? Id : $"{Id}-{i + 1}", chosen));
            if (follows.TryGetValue(Options[i].Value, out var follow)) lines.AppendHtml(follow);
        }

        output.Content.AppendHtml(Scale ? Boxed("scale", lines) : Inline ? Boxed("choices-row", lines) : lines);
    }

    private static TagBuilder Boxed(string css, IHtmlContent lines)
    {
        var box = new TagBuilder("div");
        box.AddCssClass(css);
        box.InnerHtml.AppendHtml(lines);
        return box;
    }

    private HashSet<string> Chosen()
    {
        if (ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.RawValue is not null)
            return entry.RawValue is string[] several ? [.. several] : [entry.AttemptedValue ?? ""];
        return For.Model switch
        {
            null => [],
            Enum one => [one.ToString()],
            string one => [one],
            System.Collections.IEnumerable many => [.. many.Cast<object>().Select(one => Convert.ToString(one, CultureInfo.InvariantCulture) ?? "")],
            var one => [Convert.ToString(one, CultureInfo.InvariantCulture) ?? ""],
        };
    }

    private TagBuilder Line(Choice option, string id, HashSet<string> chosen)
    {
        var line = new TagBuilder("div");
        line.AddCssClass("form-check");
        var control = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        control.AddCssClass("form-check-input");
        control.Attributes["type"] = Many ? "checkbox" : "radio";
        control.Attributes["id"] = id;
        control.Attributes["name"] = Name;
        control.Attributes["value"] = option.Value;
        if (chosen.Contains(option.Value)) control.Attributes["checked"] = "checked";
        if (option.Hint is not null) control.Attributes["aria-describedby"] = id + "-hint";
        line.InnerHtml.AppendHtml(control);
        var label = new TagBuilder("label");
        label.AddCssClass("form-check-label");
        label.Attributes["for"] = id;
        label.InnerHtml.Append(option.Label);
        line.InnerHtml.AppendHtml(label);
        if (option.Hint is not null)
        {
            var hint = new TagBuilder("span");
            hint.AddCssClass("form-text d-block");
            hint.Attributes["id"] = id + "-hint";
            hint.InnerHtml.Append(option.Hint);
            line.InnerHtml.AppendHtml(hint);
        }

        return line;
    }
}
