using System.Globalization;
using System.Text.Json.Nodes;
using CoproNetwork.Domain.Common;
using CoproNetwork.Web.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CoproNetwork.Web.Pages.OpenData;

/// <summary>What the OpenAPI document says beyond the shapes of the answers.</summary>
internal static class OpenApiDescription
{
    public static async Task DocumentAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        var services = context.ApplicationServices;
        var (site, words) = (services.GetRequiredService<SiteSettings>(), services.GetRequiredService<WordBook>().For(SiteLanguage.English));
        var terms = await services.GetRequiredService<OpenTerms>().ReadAsync(cancellation);
        document.Info = new()
        {
            Title = words["OpenData.ApiTitle"],
            Version = "1",
            Description = $"{words["OpenData.Lead"]} {site.Absolute(SiteLinks.English.To("/OpenData/Index"))}",
            License = new() { Name = terms.Licence.En, Url = terms.Licence.Url },
        };
        document.Servers = [new() { Url = site.Absolute("/") }];
    }

    /// <summary>The parameters are one table, for reading them and for describing them.</summary>
    public static Task ParametersAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true) return Task.CompletedTask;
        operation.Parameters = [.. ApiQuery.Parameters.Select(Described)];
        return Task.CompletedTask;
    }

    private static OpenApiParameter Described(ApiParameter parameter) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = parameter.Description,
        Schema = parameter.Name is "limit" or "place" ? Number(parameter.Name == "limit" ? ApiQuery.MostListings : null)
            : new() { Type = JsonSchemaType.String, Enum = parameter.Values?.Select(value => (JsonNode)value).ToList() },
    };

    private static OpenApiSchema Number(int? most) => new() { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = most?.ToString(CultureInfo.InvariantCulture) };
}
