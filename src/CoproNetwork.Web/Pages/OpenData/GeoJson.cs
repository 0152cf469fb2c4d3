using System.Text.Json;
using CoproNetwork.Domain.MemberDirectory;

namespace CoproNetwork.Web.Pages.OpenData;

/// <summary>Writes a feature collection (RFC 7946) as its listings are read, so that it takes no more memory than a page of them.</summary>
public sealed class GeoJson(ApiListings items)
{
    public const string MediaType = "application/geo+json";

    private const int FlushedAtOnce = 100;

    /// <param name="next">Null on the last page, and where everything is written.</param>
    public async Task WriteAsync(HttpResponse response, ApiTerms terms, int total, string? next, IAsyncEnumerable<OpenListing> listings)
    {
        var aborted = response.HttpContext.RequestAborted;
        await using var json = new Utf8JsonWriter(response.BodyWriter, new() { Encoder = ApiJson.Plain.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("type"u8, "FeatureCollection"u8);
        json.WriteNumber("total"u8, total);
        json.WritePropertyName("terms"u8);
        JsonSerializer.Serialize(json, terms, ApiJson.Plain.ApiTerms);
        if (next is not null) json.WriteString("next"u8, next);
        json.WriteStartArray("features"u8);
        var written = 0;
        await foreach (var listing in listings.WithCancellation(aborted))
        {
            JsonSerializer.Serialize(json, Of(items.Of(listing)), ApiJson.Plain.GeoJsonFeature);
            if (++written % FlushedAtOnce == 0) await FlushAsync();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await FlushAsync();

        async Task FlushAsync()
        {
            json.Flush();
            await response.BodyWriter.FlushAsync(aborted);
        }
    }

    private static GeoJsonFeature Of(ApiListing listing) => new()
    {
        Type = "Feature",
        Id = listing.Slug,
        Geometry = listing is { Longitude: { } longitude, Latitude: { } latitude } ? new() { Type = "Point", Coordinates = [longitude, latitude] } : null,
        Properties = listing with { Longitude = null, Latitude = null },
    };
}
