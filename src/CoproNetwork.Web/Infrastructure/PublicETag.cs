using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Tells who has read an address already whether anything public has changed since.</summary>
public static class PublicETag
{
    private static readonly Guid Program = typeof(PublicETag).Module.ModuleVersionId;

    /// <summary>
    /// Puts the tag of the address on the answer: of the public version, so that it changes with whatever the public sees, and of the program, which may say the same otherwise.
    /// True where the asker has that tag: then the answer is 304 and nothing else is to be read.
    /// </summary>
    public static async Task<bool> IsUnchangedAsync(HttpContext http)
    {
        var version = await http.RequestServices.GetRequiredService<VersionReader>().ReadAsync(http.RequestAborted);
        var of = SHA256.HashData(Encoding.UTF8.GetBytes($"{version}\n{Program}\n{http.Request.Path}{http.Request.QueryString}"));
        var tag = new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(of.AsSpan(0, 16))}\"", isWeak: true);
        http.Response.Headers.ETag = tag.ToString();
        http.Response.Headers.CacheControl = "no-cache";
        if (!http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any))) return false;
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
