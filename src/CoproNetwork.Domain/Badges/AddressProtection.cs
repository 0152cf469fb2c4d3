using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace CoproNetwork.Domain.Badges;

/// <summary>Encrypts postal addresses for storage. Without the key ring's certificate a copy of the database does not give them away.</summary>
public sealed class AddressProtection(IDataProtectionProvider provider)
{
    private readonly IDataProtector _protector = provider.CreateProtector("CoproNetwork.Badges.PostalAddress.v1");

    public string Protect(PostalAddress address) => _protector.Protect(JsonSerializer.Serialize(address));

    /// <exception cref="CryptographicException">The key is lost or the text was changed.</exception>
    public PostalAddress Unprotect(string stored) => JsonSerializer.Deserialize<PostalAddress>(_protector.Unprotect(stored))!;

    /// <summary>Null where there is none, or where it can no longer be read: the page says so and the address is asked for anew.</summary>
    public PostalAddress? Find(string? stored)
    {
        try
        {
            return stored is null ? null : Unprotect(stored);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
