using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CoproNetwork.Web.Infrastructure.Forms;

/// <summary>One of many, in a list that unfolds: <c>&lt;dropdown for="Input.Theme" words="…" options="Model.Themes" empty="Joining.Promise.Theme.Choose" /&gt;</c>.</summary>
[HtmlTargetElement("dropdown", Attributes = "for,words,options", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DropdownTagHelper(Words words) : FieldBase(words)
{
    public IReadOnlyList<Choice> Options { get; set; } = [];

    /// <summary>Resource key of the line that stands for no choice; without it the first option is chosen.</summary>
    public string? Empty { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Wrap(output, "div");
        var label = new TagBuilder("label");
        label.AddCssClass("form-label");
        label.Attributes["for"] = Id;
        AppendLabel(output, label);
        AppendHintAndProblem(output);
        output.Content.AppendHtml(Control());
    }

    private TagBuilder Control()
    {
        var control = new TagBuilder("select");
        control.AddCssClass("form-select w-half");
        control.Attributes["id"] = Id;
        control.Attributes["name"] = Name;
        if (DescribedBy is { } ids) control.Attributes["aria-describedby"] = ids;
        if (Problem is not null) control.Attributes["aria-invalid"] = "true";
        if (Empty is not null) control.InnerHtml.AppendHtml(Line(new("", Words[Empty])));
        foreach (var option in Options) control.InnerHtml.AppendHtml(Line(option));
        return control;
    }

    private TagBuilder Line(Choice option)
    {
        var line = new TagBuilder("option");
        line.Attributes["value"] = option.Value;
        if (option.Value == (Typed ?? "")) line.Attributes["selected"] = "selected";
        line.InnerHtml.Append(option.Label);
        return line;
    }
}
