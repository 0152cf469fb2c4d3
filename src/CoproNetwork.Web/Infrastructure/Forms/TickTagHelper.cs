using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CoproNetwork.Web.Infrastructure.Forms;

/// <summary>A single yes: <c>&lt;tick for="Input.WantsListing" words="…" /&gt;</c>.</summary>
[HtmlTargetElement("tick", Attributes = "for,words", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TickTagHelper(Words words) : FieldBase(words)
{
    /// <summary>Posted when ticked; a page that gathers several ticks under one name sets it.</summary>
    public string Value { get; set; } = "true";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Wrap(output, "div");
        if (Problem is { } problem)
        {
            var note = new TagBuilder("span");
            note.AddCssClass("problem");
            note.Attributes["id"] = Id + "-problem";
            note.InnerHtml.Append(problem);
            output.Content.AppendHtml(note);
        }

        var line = new TagBuilder("div");
        line.AddCssClass("form-check");
        var control = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        control.AddCssClass("form-check-input");
        control.Attributes["type"] = "checkbox";
        control.Attributes["id"] = Id;
        control.Attributes["name"] = Name;
        control.Attributes["value"] = Value;
        if (IsTicked()) control.Attributes["checked"] = "checked";
        if (DescribedBy is { } ids) control.Attributes["aria-describedby"] = ids;
        if (Problem is not null) control.Attributes["aria-invalid"] = "true";
        line.InnerHtml.AppendHtml(control);
        var label = new TagBuilder("label");
        label.AddCssClass("form-check-label");
        label.Attributes["for"] = Id;
        label.InnerHtml.Append(Words[Stem + ".Label"]);
        line.InnerHtml.AppendHtml(label);
        if (HasHint)
        {
            var hint = new TagBuilder("span");
            hint.AddCssClass("form-text d-block");
            hint.Attributes["id"] = Id + "-hint";
            hint.InnerHtml.Append(Words[Stem + ".Hint"]);
            line.InnerHtml.AppendHtml(hint);
        }

        output.Content.AppendHtml(line);
    }

    private bool IsTicked() => ViewContext.ModelState.TryGetValue(Name, out var entry) && entry.RawValue is not null
        ? entry.RawValue is string[] several ? several.Contains(Value) : entry.AttemptedValue == Value
        : For.Model is true;
}
