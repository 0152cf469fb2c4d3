using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CoproNetwork.Web.Infrastructure.Forms;

/// <summary>What fields have in common: label, hint under it, the problem beside it, the value as it was typed.</summary>
public abstract class FieldBase(Words words) : TagHelper
{
    [HtmlAttributeName("for")]
    public ModelExpression For { get; set; } = null!;

    /// <summary>Stem of the resource keys: <c>.Label</c> and, where it exists, <c>.Hint</c>.</summary>
    [HtmlAttributeName("words")]
    public string Stem { get; set; } = null!;

    public bool Optional { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    protected Words Words { get; } = words;

    protected string Name => NameAndIdProvider.GetFullHtmlFieldName(ViewContext, For.Name);

    protected string Id => IdOf(Name);

    protected string? Problem => ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    protected bool HasHint => Words.Has(Stem + ".Hint");

    /// <summary>What was typed, even where it could not be bound.</summary>
    protected string? Typed => ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.AttemptedValue is not null
        ? entry.AttemptedValue
        : Convert.ToString(For.Model, CultureInfo.InvariantCulture);

    protected string? DescribedBy
    {
        get
        {
            var ids = string.Join(' ', new[] { HasHint ? Id + "-hint" : null, Problem is null ? null : Id + "-problem", MoreDescription }.OfType<string>());
            return ids.Length == 0 ? null : ids;
        }
    }

    /// <summary>Id of what describes the control besides hint and problem.</summary>
    protected virtual string? MoreDescription => null;

    internal static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    protected void Wrap(TagHelperOutput output, string tag)
    {
        output.TagName = tag;
        output.TagMode = TagMode.StartTagAndEndTag;
        var extra = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", $"field mb-4{(Problem is null ? "" : " has-problem")}{(extra is null ? "" : " " + extra)}");
    }

    protected void AppendLabel(TagHelperOutput output, TagBuilder label)
    {
        label.InnerHtml.Append(Words[label.TagName == "legend" && Words.Has(Stem + ".Legend") ? Stem + ".Legend" : Stem + ".Label"]);
        if (Optional)
        {
            var optional = new TagBuilder("span");
            optional.AddCssClass("optional");
            optional.InnerHtml.Append($" ({Words["Common.Optional"]})");
            label.InnerHtml.AppendHtml(optional);
        }

        output.Content.AppendHtml(label);
    }

    protected void AppendHintAndProblem(TagHelperOutput output)
    {
        if (HasHint) output.Content.AppendHtml(Note("p", "form-text", Id + "-hint", Words[Stem + ".Hint"]));
        if (Problem is { } problem) output.Content.AppendHtml(Note("span", "problem", Id + "-problem", problem));
    }

    protected static TagBuilder Note(string tag, string css, string id, string text)
    {
        var note = new TagBuilder(tag);
        note.AddCssClass(css);
        note.Attributes["id"] = id;
        note.InnerHtml.Append(text);
        return note;
    }

    private static class NameAndIdProvider
    {
        public static string GetFullHtmlFieldName(ViewContext context, string expression) => context.ViewData.TemplateInfo.GetFullHtmlFieldName(expression);
    }
}

/// <summary>One line, or several with <c>rows</c>: <c>&lt;field for="Input.Name" words="Joining.AboutYou.Name" autocomplete="name" /&gt;</c>. Other attributes go to the control.</summary>
[HtmlTargetElement("field", Attributes = "for,words", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(Words words) : FieldBase(words)
{
    public string Type { get; set; } = "text";

    /// <summary>More than 1 makes a text area.</summary>
    public int Rows { get; set; } = 1;

    /// <summary>Shown as a running count by the script; never cuts off.</summary>
    public int? MaxLength { get; set; }

    protected override string? MoreDescription => MaxLength is null ? null : Id + "-count";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var passed = output.Attributes.Where(attribute => attribute.Name != "class").ToList();
        foreach (var attribute in passed) output.Attributes.Remove(attribute);
        Wrap(output, "div");
        var label = new TagBuilder("label");
        label.AddCssClass("form-label");
        label.Attributes["for"] = Id;
        AppendLabel(output, label);
        AppendHintAndProblem(output);
        var control = Control();
        foreach (var attribute in passed) control.Attributes[attribute.Name] = attribute.Value?.ToString();
        output.Content.AppendHtml(control);
        if (MaxLength is { } max) output.Content.AppendHtml(Note("p", "count-line", Id + "-count", Words.Count("Common.CharactersAtMost", max)));
    }

    private TagBuilder Control()
    {
        var control = new TagBuilder(Rows > 1 ? "textarea" : "input");
        control.AddCssClass("form-control");
        control.Attributes["id"] = Id;
        control.Attributes["name"] = Name;
        if (DescribedBy is { } ids) control.Attributes["aria-describedby"] = ids;
        if (Problem is not null) control.Attributes["aria-invalid"] = "true";
        if (MaxLength is { } max) control.Attributes["data-max-length"] = max.ToString(CultureInfo.InvariantCulture);
        if (Rows > 1)
        {
            control.Attributes["rows"] = Rows.ToString(CultureInfo.InvariantCulture);

            // A text area swallows its first line break.
            control.InnerHtml.Append("\n" + Typed);
        }
        else
        {
            control.TagRenderMode = TagRenderMode.SelfClosing;
            control.Attributes["type"] = Type;
            control.Attributes["value"] = Typed ?? "";
        }

        return control;
    }
}
