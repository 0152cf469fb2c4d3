using System.Text;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Web.Infrastructure;
using CoproNetwork.Web.Mail;
using CoproNetwork.Web.Mail.Bounces;

namespace CoproNetwork.Tests.Mail;

/// <summary>Notifications written after RFC 3464 in the manners of different mail systems.</summary>
public sealed class DeliveryReportTests
{
    private const string MailId = "abcdefghijklmnopqrstu-0123456789_abcdefghijk";

    [Theory]
    [InlineData("postfix", true, "5.1.1")]
    [InlineData("exim", true, "5.1.1")]
    [InlineData("sendmail", false, "4.4.7")]
    [InlineData("exchange", false, "5.2.2")]
    [InlineData("forwarder", true, "5.1.1")]
    [InlineData("filter", false, "5.7.1")]
    [InlineData("terse", true, "5.1.10")]
    [InlineData("mixed", true, "5.4.4")]
    [InlineData("international", true, "5.1.2")]
    [InlineData("limits", false, "5.3.4")]
    public async Task Read_OfEachSystem_SaysWhichMailAndHowItFailed(string system, bool isHard, string status)
    {
        var report = await ReadAsync(Sample(system));
        Assert.NotNull(report);
        Assert.Equal((MailId, isHard, status), (report.MailId, report.IsHard, report.Status));
        Assert.Equal(report, await ReadAsync(Sample(system)));
    }

    [Fact]
    public async Task Read_TwoOfOneMail_AreTold()
    {
        var (one, other) = (await ReadAsync(Sample("postfix")), await ReadAsync(Sample("postfix").Replace("postfix-1@", "postfix-2@", StringComparison.Ordinal)));
        Assert.NotEqual(one!.ReportKey, other!.ReportKey);
    }

    [Theory]
    [InlineData("delayed")]
    [InlineData("away")]
    public async Task Read_WhatIsNoFailure_IsNone(string system) => Assert.Null(await ReadAsync(Sample(system)));

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\u0001\u0002binary")]
    [InlineData("no headers here, only words")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n")]
    public async Task Read_Junk_DoesNoHarm(string junk) => Assert.Null(await ReadOrNothingAsync(junk));

    [Fact]
    public async Task Read_WithSomeoneElsesAddressOnly_IsNobodys()
    {
        var forged = Sample("postfix").Replace(MailId, "guessed", StringComparison.Ordinal);
        Assert.Null(await ReadAsync(forged));
    }

    [Fact]
    public async Task Read_PartsWithinPartsWithoutEnd_Ends()
    {
        var nested = new StringBuilder("Content-Type: multipart/report; report-type=delivery-status; boundary=b0\r\n");
        for (var depth = 0; depth < 5000; depth++) nested.Append("\r\n--b").Append(depth).Append("\r\nContent-Type: multipart/mixed; boundary=b").Append(depth + 1).Append("\r\n");
        Assert.Null(await ReadOrNothingAsync(nested.ToString()));
    }

    [Fact]
    public async Task Read_AHugeHeader_DoesNoHarm()
    {
        var report = await ReadAsync(Sample("postfix").Replace("Reporting-MTA:", $"X-Demo: {new string('x', 900_000)}\r\nReporting-MTA:", StringComparison.Ordinal));
        Assert.Equal(MailId, report?.MailId);
    }

    [Theory]
    [InlineData("bounces+abcdefghijklmnopqrstu-0123456789_abcdefghijk@example.org", true)]
    [InlineData("BOUNCES+ABCDEFGHIJKLMNOPQRSTU-0123456789_ABCDEFGHIJK@EXAMPLE.ORG", true)]
    [InlineData("bounces@example.org", false)]
    [InlineData("bounces+short@example.org", false)]
    [InlineData("other+abcdefghijklmnopqrstu-0123456789_abcdefghijk@example.org", false)]
    [InlineData("bounces+abcdefghijklmnopqrstu-0123456789_abcdefghijk@example.net", false)]
    public void ReturnPath_KnowsItsOwn(string address, bool isOwn) => Assert.Equal(isOwn ? MailId : null, new ReturnPath("bounces", "example.org").MailIdIn(address));

    private static Task<BounceReport?> ReadAsync(string mail) =>
        new DeliveryReports(new(MailMode.Pickup, "network@example.org", null, "", null, 25, null, null, MailSecurity.None) { ReturnPath = new("bounces", "example.org") })
            .ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(mail)), default);

    private static async Task<BounceReport?> ReadOrNothingAsync(string mail)
    {
        try
        {
            return await ReadAsync(mail);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Sample(string system) =>
        File.ReadAllText(Checkout.Path("tests", "CoproNetwork.Web.Tests", "Mail", "Data", system + ".eml")).Replace("{id}", MailId, StringComparison.Ordinal);
}
