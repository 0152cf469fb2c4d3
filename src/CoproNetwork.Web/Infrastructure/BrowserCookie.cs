using CoproNetwork.Domain.Common;
using Microsoft.AspNetCore.DataProtection;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>Ties a sign-in link to the browser that asked for it, and remembers there which page it was for.</summary>
public sealed class BrowserCookie(IHttpContextAccessor accessor, IDataProtectionProvider provider, SiteSettings site)
{
    private const string Name = "copro-sign-in";
    private readonly IDataProtector _protector = provider.CreateProtector("CoproNetwork.SignInBrowser.v1");

    private HttpContext Http => accessor.HttpContext!;

    /// <summary>The browser's token, made if it has none.</summary>
    public string Ensure(string? returnTo)
    {
        var token = Read()?.Token ?? RandomToken.Make();
        Http.Response.Cookies.Append(Name, _protector.Protect($"{token} {returnTo}"), new()
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = site.IsHttps,
            MaxAge = TimeSpan.FromMinutes(15),
        });
        return token;
    }

    public bool IsOneThatAsked(string? browserHash) => Read() is { } known && RandomToken.Hash(known.Token) == browserHash;

    public string? ReturnTo => Read()?.ReturnTo;

    /// <summary>Null for a browser that neither asked for a link nor opened one.</summary>
    public string? Token => Read()?.Token;

    public void Forget() => Http.Response.Cookies.Delete(Name);

    private (string Token, string? ReturnTo)? Read()
    {
        if (Http.Request.Cookies[Name] is not { Length: > 0 } stored) return null;
        try
        {
            var parts = _protector.Unprotect(stored).Split(' ', 2);
            return (parts[0], parts[1].Length == 0 ? null : parts[1]);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Forged, or of a lost key ring: the browser is simply not known.
            return null;
        }
    }
}
