using CoproNetwork.Domain.Language;
using CoproNetwork.Domain.MemberDirectory;
using Microsoft.AspNetCore.Html;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>Listings as cards; shown by <c>_Cards</c>.</summary>
/// <param name="Terms">What to mark in them: <see cref="SoughtWords.Terms"/>.</param>
public sealed record CardList(IReadOnlyList<ListingCard> Cards, IReadOnlySet<string> Terms)
{
    private const int SummaryWords = 30;

    /// <summary>The text, encoded, with the words that were sought in <c>mark</c>.</summary>
    public IHtmlContent Marked(string text)
    {
        var html = new HtmlContentBuilder();
        foreach (var piece in Highlighter.Mark(text, Terms))
        {
            if (piece.IsMarked) html.AppendHtml("<mark>").Append(piece.Text).AppendHtml("</mark>");
            else html.Append(piece.Text);
        }

        return html;
    }

    /// <summary>As much of a summary as a card has room for, marked.</summary>
    public IHtmlContent Excerpt(string summary) => Marked(Highlighter.Excerpt(summary, Terms, SummaryWords));
}
