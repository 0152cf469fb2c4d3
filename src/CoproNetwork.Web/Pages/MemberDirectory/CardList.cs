using CoproNetwork.Domain.Language;
using CoproNetwork.Domain.MemberDirectory;
using Microsoft.AspNetCore.Html;

namespace CoproNetwork.Web.Pages.MemberDirectory;

/// <summary>Listings as cards; shown by <c>_Cards</c>.</summary>
/// <param name="Terms">What to mark in them: <see cref="SoughtWords.Terms"/>.</param>
/// <param name="InFrame">Whether listings open in a window of their own.</param>
public sealed record CardList(IReadOnlyList<ListingCard> Cards, IReadOnlySet<string> Terms, bool InFrame = false)
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

/// <summary>The field that one searches by, shown by <c>_Search</c>.</summary>
/// <param name="Action">The page that shows what is found.</param>
public sealed record SearchForm(DirectoryQuery Query, string Action);

/// <summary>List and map of the same search, shown by <c>_Views</c>.</summary>
public sealed record DirectoryViews(string List, string Map, bool IsMap);
