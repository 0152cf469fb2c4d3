using CoproNetwork.Domain.Moderation;
using CoproNetwork.Web.Infrastructure;

namespace CoproNetwork.Web.Pages.Moderation;

/// <summary>Where a text is reported.</summary>
public static class ReportAddress
{
    /// <param name="key">A promise's, update's or story's key, or a listing's slug.</param>
    public static string Of(PublicText what, string key, SiteLinks links) => links.To("/Moderation/Report", ("what", Slug(what)), ("key", key));

    public static string Slug(PublicText what) => what switch
    {
        PublicText.Listing or PublicText.Entry => "listing",
        PublicText.Promise => "promise",
        PublicText.Story => "story",
        _ => "update",
    };

    /// <summary>Null for anything else.</summary>
    public static PublicText? WhatOf(string? slug)
    {
        foreach (var what in Enum.GetValues<PublicText>())
            if (Slug(what) == slug) return what;
        return null;
    }
}
