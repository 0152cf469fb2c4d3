using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CoproNetwork.Tests;

/// <summary>The certificate that a portal on SQL Server demands of its host.</summary>
internal static class KeyRing
{
    public static void Give(string secretsFolder)
    {
        Directory.CreateDirectory(secretsFolder);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllBytes(Path.Combine(secretsFolder, "key-ring.pfx"), certificate.Export(X509ContentType.Pkcs12));
    }
}
