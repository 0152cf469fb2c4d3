using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CoproNetwork.Web.Pages.Joining;

/// <summary>Tells robots from people by how quickly a form is filled in: the form carries the instant at which it was shown, sealed.</summary>
public sealed class FillTime(IDataProtectionProvider provider, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Nobody fills in the first step in less; <c>Join:MinimumSeconds</c> changes it.</summary>
    public const double UsualMinimumSeconds = 3;

    private readonly IDataProtector _seal = provider.CreateProtector("CoproNetwork.Joining.FillTime.v1");
    private readonly TimeSpan _minimum = TimeSpan.FromSeconds(configuration.GetValue("Join:MinimumSeconds", UsualMinimumSeconds));

    /// <summary>This instant, sealed.</summary>
    public string Stamp() => _seal.Protect(clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture));

    /// <summary>Null for a seal that is missing, forged or of a lost key ring.</summary>
    public DateTime? Read(string? stamp)
    {
        if (string.IsNullOrEmpty(stamp)) return null;
        try
        {
            return new(long.Parse(_seal.Unprotect(stamp), CultureInfo.InvariantCulture), DateTimeKind.Utc);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public bool IsTooQuick(string? stamp) => Read(stamp) is not { } shownAtUtc || clock.GetUtcNow().UtcDateTime - shownAtUtc < _minimum;
}

public static class JoiningServices
{
    public static IServiceCollection AddJoining(this IServiceCollection services) => services.AddSingleton<FillTime>().AddScoped<JoinForm>();
}
