using System.Buffers.Text;
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using CoproNetwork.Domain.Common;
using Microsoft.AspNetCore.Mvc;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>One entry of a feed.</summary>
/// <param name="Key">The text's random key: its id follows from it, whatever address the site has and whichever language the feed is in.</param>
/// <param name="Language">Of title and text.</param>
/// <param name="Address">The path of its page.</param>
/// <param name="Author">Null for who is not named.</param>
public sealed record FeedEntry(string Key, string Title, string Text, SiteLanguage Language, string Address, DateTime PublishedUtc, DateTime UpdatedUtc, string? Author, (string Slug, string Name) Category);

/// <summary>Writes Atom feeds in the language of the page.</summary>
public sealed class AtomFeed(SiteSettings site, Words words, SiteLinks links)
{
    public const string MediaType = "application/atom+xml";

    /// <summary>So many entries a feed holds.</summary>
    public const int Entries = 30;

    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";

    /// <param name="page">The page that the feed goes with.</param>
    /// <param name="feed">The feed's own page.</param>
    public ContentResult Write(string title, string page, string feed, IReadOnlyList<FeedEntry> entries)
    {
        var atom = new SyndicationFeed(entries.Select(Item))
        {
            Id = UrnOf(RandomToken.Of($"feed {feed} {words.LanguageCode}")),
            Title = new(title),
            Language = words.LanguageCode,
            LastUpdatedTime = entries.Count == 0 ? DateTimeOffset.UnixEpoch : entries.Max(entry => Instant(entry.UpdatedUtc)),
        };
        atom.Authors.Add(new() { Name = words["Common.SiteName"] });
        atom.Links.Add(Link("self", links.To(feed), MediaType, words.LanguageCode));
        atom.Links.Add(Link("alternate", links.To(page), "text/html", words.LanguageCode));
        var other = SiteLinks.In(links.Language == SiteLanguage.Welsh ? SiteLanguage.English : SiteLanguage.Welsh);
        atom.Links.Add(Link("alternate", other.To(feed), MediaType, SitePages.Prefix(other.Language)));
        return new() { Content = Written(atom), ContentType = MediaType + "; charset=utf-8", StatusCode = StatusCodes.Status200OK };
    }

    private SyndicationItem Item(FeedEntry entry)
    {
        var item = new SyndicationItem
        {
            Id = UrnOf(entry.Key),
            Title = new(Clean(entry.Title)),
            Content = new TextSyndicationContent(Clean(entry.Text)),
            PublishDate = Instant(entry.PublishedUtc),
            LastUpdatedTime = Instant(entry.UpdatedUtc),
        };
        item.AttributeExtensions.Add(new("lang", XmlNamespace), SitePages.Prefix(entry.Language));
        item.Links.Add(Link("alternate", entry.Address, "text/html", words.LanguageCode));
        if (entry.Author is { } author) item.Authors.Add(new() { Name = Clean(author) });
        item.Categories.Add(new(entry.Category.Slug) { Label = entry.Category.Name });
        return item;
    }

    private SyndicationLink Link(string relation, string path, string mediaType, string language)
    {
        var link = new SyndicationLink(new(site.Absolute(path))) { RelationshipType = relation, MediaType = mediaType };
        link.AttributeExtensions.Add(new("hreflang"), language);
        return link;
    }

    private static string Written(SyndicationFeed feed)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) })) feed.SaveAsAtom10(writer);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>A random token as the UUID that it is.</summary>
    private static string UrnOf(string token) => $"urn:uuid:{new Guid(Base64Url.DecodeFromChars(token), bigEndian: true)}";

    private static DateTimeOffset Instant(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    /// <summary>Without what XML has no way to write.</summary>
    internal static string Clean(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)) kept.Append(rune.ToString());
        return kept.ToString();
    }
}
