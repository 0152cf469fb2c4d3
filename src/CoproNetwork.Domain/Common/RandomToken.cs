using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CoproNetwork.Domain.Common;

/// <summary>Unguessable tokens for links and cookies: 128 random bits as 22 URL-safe characters; only the hash is stored.</summary>
public static class RandomToken
{
    public const int Length = 22;

    /// <summary>Length of <see cref="Hash"/>'s answer.</summary>
    public const int HashLength = 43;

    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>A token that follows from a secret nobody can guess: the same each time.</summary>
    public static string Of(string secret) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)).AsSpan(0, 16));

    /// <summary>SHA-256, URL-safe. A plain hash is enough for 128 random bits.</summary>
    public static string Hash(string token) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
