using CoproNetwork.Web.Infrastructure;
using Microsoft.Extensions.Configuration;

namespace CoproNetwork.Tests.Infrastructure;

public sealed class SettingsTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("portal.example.org")]
    [InlineData("ftp://portal.example.org")]
    [InlineData("https://portal.example.org/members")]
    public void ReadSite_WithoutProperAddress_SaysSoInOneSentence(string? address)
    {
        var wrong = Assert.Throws<SettingsException>(() => Settings.ReadSite(Configuration(("Site:BaseUrl", address))));

        Assert.Contains("Site__BaseUrl", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://portal.example.org", true)]
    [InlineData("http://localhost:5080/", false)]
    public void ReadSite_FollowsTheScheme(string address, bool https) => Assert.Equal(https, Settings.ReadSite(Configuration(("Site:BaseUrl", address))).IsHttps);

    [Theory]
    [InlineData("Mail__Mode", null, "a@example.org", null)]
    [InlineData("Mail__Mode", "Pigeon", "a@example.org", null)]
    [InlineData("Mail__From", "Pickup", null, null)]
    [InlineData("Mail__From", "Pickup", "nobody", null)]
    [InlineData("Mail__Host", "Smtp", "a@example.org", null)]
    public void ReadMail_WithoutWhatItNeeds_NamesTheSetting(string named, string? mode, string? from, string? host)
    {
        var wrong = Assert.Throws<SettingsException>(() => Settings.ReadMail(Configuration(("Mail:Mode", mode), ("Mail:From", from), ("Mail:Host", host)), "/"));

        Assert.StartsWith(named, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 587, MailSecurity.StartTls)]
    [InlineData("StartTls", 587, MailSecurity.StartTls)]
    [InlineData("tls", 465, MailSecurity.Tls)]
    public void ReadMail_Smtp_IsNeverPlainUnlessAsked(string? security, int port, MailSecurity expected)
    {
        var mail = Settings.ReadMail(Configuration(("Mail:Mode", "Smtp"), ("Mail:From", "a@example.org"), ("Mail:Host", "mail.example.org"), ("Mail:Security", security)), "/");

        Assert.Equal((port, expected), (mail.Port, mail.Security));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("0", 0)]
    [InlineData("0.02", 50)]
    [InlineData("1000", 0.001)]
    public void ReadPace_SaysHowLongFromOneMailToTheNext(string? rate, double seconds) =>
        Assert.Equal(seconds, Settings.ReadPace(Configuration(("Mail:NewsletterPerSecond", rate))).Interval.TotalSeconds);

    [Theory]
    [InlineData("0.019")]
    [InlineData("1001")]
    [InlineData("-1")]
    [InlineData("1,5")]
    [InlineData("slow")]
    public void ReadPace_OfWhatIsNoPace_SaysSo(string rate)
    {
        var wrong = Assert.Throws<SettingsException>(() => Settings.ReadPace(Configuration(("Mail:NewsletterPerSecond", rate))));

        Assert.StartsWith("Mail__NewsletterPerSecond must", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://tiles.example.org/{z}/{x}/{y}.png", "a", "Map__Tiles must")]
    [InlineData("https://tiles.example.org/{z}/{x}.png", "a", "Map__Tiles must")]
    [InlineData("https://{s}.example.org/{z}/{x}/{y}.png", "a", "Map__Tiles must")]
    [InlineData("https://*.example.org/{z}/{x}/{y}.png", "a", "Map__Tiles must")]
    [InlineData("/{z}/{x}/{y}.png", "a", "Map__Tiles must")]
    [InlineData("https://tiles.example.org/{z}/{x}/{y}.png", null, "Map__TilesCredit is needed")]
    public void ReadMap_OfWhatIsNoTileServer_SaysSo(string tiles, string? credit, string message)
    {
        var wrong = Assert.Throws<SettingsException>(() => Settings.ReadMap(Configuration(("Map:Tiles", tiles), ("Map:TilesCredit", credit))));

        Assert.StartsWith(message, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("https://tiles.example.org/a/{z}/{x}/{y}.png?key=1", "https://tiles.example.org")]
    [InlineData("https://tiles.example.org:8443/{z}/{x}/{y}.png", "https://tiles.example.org:8443")]
    public void ReadMap_LetsInOneOrigin(string? tiles, string? origin) => Assert.Equal(origin, Settings.ReadMap(Configuration(("Map:Tiles", tiles), ("Map:TilesCredit", "Demo"))).TilesOrigin);

    private static IConfiguration Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();
}
