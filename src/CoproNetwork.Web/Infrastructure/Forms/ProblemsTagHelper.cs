using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CoproNetwork.Web.Infrastructure.Forms;

/// <summary>The summary of problems at the top of a form, which takes the focus: <c>&lt;problems /&gt;</c>. Nothing when there is none.</summary>
[HtmlTargetElement("problems", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProblemsTagHelper(Words words) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var problems = ViewContext.ModelState
            .Where(entry => entry.Value is { ValidationState: ModelValidationState.Invalid })
            .SelectMany(entry => entry.Value!.Errors.Take(1).Select(error => (entry.Key, error.ErrorMessage)))
            .OrderBy(problem => PlaceOf(problem.Key)).ToList();
        if (problems.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "problems");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("autofocus", "autofocus");
        var heading = new TagBuilder("h2");
        heading.AddCssClass("fs-4");
        heading.InnerHtml.Append(words["Common.ProblemHeading"]);
        output.Content.AppendHtml(heading);
        var list = new TagBuilder("ul");
        list.AddCssClass("mb-0");
        foreach (var (key, message) in problems) list.InnerHtml.AppendHtml(Item(key, message));
        output.Content.AppendHtml(list);
    }

    /// <summary>Problems come in the order of the fields: as the input declares them, or as a <see cref="DisplayAttribute"/> of it says where it inherits some, and within one of its lists as it counts.</summary>
    private (int Property, long Item) PlaceOf(string key)
    {
        var parts = key.Split('.', '[', ']');
        if (parts.Length < 2 || ViewContext.ViewData.Model?.GetType().GetProperty(parts[0])?.PropertyType is not { } input) return (-1, 0);
        var item = parts.Skip(2).Select(part => long.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number : -1).FirstOrDefault(number => number >= 0);
        var properties = input.GetProperties().OrderBy(property => property.GetCustomAttribute<DisplayAttribute>()?.GetOrder() ?? 0).ToList();
        return (properties.FindIndex(property => property.Name == parts[1]), item);
    }

    private static TagBuilder Item(string key, string message)
    {
        var item = new TagBuilder("li");
        if (key.Length == 0)
        {
            item.InnerHtml.Append(message);
            return item;
        }

        var link = new TagBuilder("a");
        link.Attributes["href"] = "#" + FieldBase.IdOf(key);
        link.InnerHtml.Append(message);
        item.InnerHtml.AppendHtml(link);
        return item;
    }
}
