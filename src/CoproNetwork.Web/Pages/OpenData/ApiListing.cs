using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoproNetwork.Web.Pages.OpenData;

/// <summary>The same in both languages.</summary>
public sealed record InBoth([property: Description("In Welsh.")] string? Cy, [property: Description("In English.")] string? En);

/// <summary>In the languages that it is written in.</summary>
public sealed record InEither
{
    [Description("In Welsh.")]
    public string? Cy { get; init; }

    [Description("In English.")]
    public string? En { get; init; }
}

public sealed record ApiArea
{
    [Description("GSS code of the principal area.")]
    public required string Code { get; init; }

    public required InBoth Name { get; init; }
}

public sealed record ApiPlace
{
    [Description("GeoNames id of the town or village; missing where only the area is known.")]
    public int? Id { get; init; }

    public InBoth? Name { get; init; }

    public required ApiArea Area { get; init; }
}

public sealed record ApiPromise
{
    public required string Text { get; init; }

    [Description("“cy” or “en”: the language that it was made in.")]
    public required string Language { get; init; }

    public required string Theme { get; init; }

    [Description("“made”, “under-way”, “kept” or “changed”; missing where it is not public, and where it is stuck, which nobody is shown up for.")]
    public string? Status { get; init; }
}

public sealed record ApiListing
{
    [Description("Names the listing in addresses. It may change with the name.")]
    public required string Slug { get; init; }

    public required InBoth Name { get; init; }

    public required string Kind { get; init; }

    [Description("What it is, in the languages that it is written in.")]
    public InEither? Summary { get; init; }

    [Description("Of a member: the organisation or group they work for.")]
    public string? Organisation { get; init; }

    public string? Role { get; init; }

    public required IReadOnlyList<string> Themes { get; init; }

    [Description("What it offers to others, without a price.")]
    public required IReadOnlyList<string> Offers { get; init; }

    public required bool OpenToVisits { get; init; }

    [Description("Missing for what is outside Wales.")]
    public ApiPlace? Place { get; init; }

    public required bool OutsideWales { get; init; }

    [Description("Degrees, WGS 84.")]
    public double? Longitude { get; init; }

    public double? Latitude { get; init; }

    [Description("What the point is of: “exact”, or the label point of its town (“place”) or principal area (“area”). People are never shown nearer than their town.")]
    public string? Precision { get; init; }

    [Description("The Co-production Promise, where everyone may see it.")]
    public ApiPromise? Promise { get; init; }

    public required IReadOnlyList<string> Links { get; init; }

    [Description("The listings, in the open data, of those who bring it or belong to it and are named with it.")]
    public required IReadOnlyList<string> People { get; init; }

    [Description("Its page in each language.")]
    public required InBoth Url { get; init; }

    [Description("UTC.")]
    public required DateTime ListedAt { get; init; }

    [Description("When its editors last said that it is right. UTC.")]
    public required DateTime ConfirmedAt { get; init; }

    [Description("Set where its editors were asked whether it is still right and did not answer. UTC.")]
    public DateTime? UnconfirmedSince { get; init; }
}

public sealed record ApiLicence
{
    [Description("On what terms the data may be used, in Welsh.")]
    public required string Cy { get; init; }

    [Description("On what terms the data may be used, in English.")]
    public required string En { get; init; }

    public Uri? Url { get; init; }
}

/// <summary>On what terms, and whom to name.</summary>
public sealed record ApiTerms
{
    public required ApiLicence Licence { get; init; }

    [Description("Whom to name as the source.")]
    public required InBoth Attribution { get; init; }

    [Description("Whom to name for places and their points.")]
    public required InBoth PlacesCredit { get; init; }
}

public sealed record ListingsPage
{
    [Description("How many listings there are on all pages.")]
    public required int Total { get; init; }

    public required ApiTerms Terms { get; init; }

    [Description("The address of the next page; missing on the last.")]
    public string? Next { get; init; }

    public required IReadOnlyList<ApiListing> Items { get; init; }
}

public sealed record OneListing
{
    public required ApiTerms Terms { get; init; }

    public required ApiListing Item { get; init; }
}

public sealed record GeoJsonPoint
{
    public required string Type { get; init; }

    [Description("Longitude, latitude: degrees, WGS 84, at most five decimals.")]
    public required IReadOnlyList<double> Coordinates { get; init; }
}

public sealed record GeoJsonFeature
{
    public required string Type { get; init; }

    [Description("The slug.")]
    public required string Id { get; init; }

    [Description("Null for what is outside Wales.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required GeoJsonPoint? Geometry { get; init; }

    public required ApiListing Properties { get; init; }
}

/// <summary>Only describes what <see cref="GeoJson"/> writes as it reads.</summary>
public sealed record GeoJsonFile
{
    public required string Type { get; init; }

    [Description("How many listings there are on all pages.")]
    public required int Total { get; init; }

    public required ApiTerms Terms { get; init; }

    [Description("The address of the next page; missing on the last, and where no limit was given.")]
    public string? Next { get; init; }

    public required IReadOnlyList<GeoJsonFeature> Features { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ListingsPage))]
[JsonSerializable(typeof(OneListing))]
[JsonSerializable(typeof(GeoJsonFile))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Letters stand as they are: the answer is JSON and never part of a page.</summary>
    public static ApiJson Plain { get; } = new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
