using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CoproNetwork.Domain;
using Microsoft.AspNetCore.DataProtection;

namespace CoproNetwork.Web.Infrastructure;

/// <summary>The key ring lies in the database, wrapped by a certificate that does not: a stolen database or backup gives nothing away.</summary>
public static class Secrets
{
    private const string CertificateFile = "key-ring.pfx";

    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        var folder = Path.GetFullPath(Settings.Optional(configuration, "Secrets:Folder") ?? "data/secrets", contentRoot);
        var mayCreate = (configuration["Database:Provider"] ?? "Sqlite") == "Sqlite";
        services.AddDataProtection()
            .SetApplicationName("CoproNetwork")
            .PersistKeysToDbContext<CoproDbContext>()
            .ProtectKeysWithCertificate(Certificate(folder, mayCreate));
        return services;
    }

    private static X509Certificate2 Certificate(string folder, bool mayCreate)
    {
        var file = Path.Combine(folder, CertificateFile);
        if (!File.Exists(file))
        {
            if (!mayCreate) throw new SettingsException($"{CertificateFile} is not in Secrets__Folder ({folder}): with SQL Server every node must be given the same one; docs/hosting.md says how to make it.");
            Create(folder, file);
        }

        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, null, X509KeyStorageFlags.EphemeralKeySet);
        }
        catch (Exception failure) when (failure is CryptographicException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{file} cannot be read as a certificate with its key.");
        }
    }

    private static void Create(string folder, string file)
    {
        const UnixFileMode onlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, onlyOwner | UnixFileMode.UserExecute);
        using var key = RSA.Create(3072);
        var request = new CertificateRequest("CN=CoproNetwork key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        // Fixed and long: it only wraps keys, and must open a backup of any age.
        using var certificate = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var half = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = onlyOwner;
        using (var stream = new FileStream(half, options)) stream.Write(certificate.Export(X509ContentType.Pkcs12));
        try
        {
            // Whole or not at all, and only once, however many processes start together.
            File.Move(half, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(half);
        }
    }
}
