using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CoproNetwork.Web.Infrastructure.Forms;

/// <summary>What belongs to one of the choices, right under it: <c>&lt;follow value="Place"&gt;…&lt;/follow&gt;</c> inside <c>&lt;choices&gt;</c>. Shown while that choice is made, where the browser can tell.</summary>
[HtmlTargetElement("follow", Attributes = "value", ParentTag = "choices")]
public sealed class FollowTagHelper : TagHelper
{
    /// <summary>The <see cref="Choice.Value"/> that it follows.</summary>
    public string Value { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var box = new TagBuilder("div");
        box.AddCssClass("follow");
        box.InnerHtml.AppendHtml(await output.GetChildContentAsync());
        ((Dictionary<string, IHtmlContent>)context.Items[typeof(FollowTagHelper)])[Value] = box;
        output.SuppressOutput();
    }
}
