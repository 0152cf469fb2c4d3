using System.Text;
using System.Text.RegularExpressions;
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
        Assert.Equivalent(report, await ReadAsync(Sample(system)));
    }

    [Fact]
    public async Task Read_TwoOfOneMail_AreTold()
    {
        var (one, other) = (await ReadAsync(Sample("postfix")), await ReadAsync(Sample("postfix").Replace("postfix-1@", "postfix-2@", StringComparison.Ordinal)));
        Assert.NotEqual(one!.ReportKey, other!.ReportKey);
    }

    [Theory]
    [InlineData("5.1.1", true)]
    [InlineData("5.1.6", true)]
    [InlineData("5.1.8", false)]
    [InlineData("5.1.90", false)]
    [InlineData("5.2.1", true)]
    [InlineData("5.2.2", false)]
    [InlineData("5.4.1", true)]
    [InlineData("5.4.7", false)]
    [InlineData("5.4.300", false)]
    [InlineData("5.4.310", true)]
    [InlineData("5.5.0", true)]
    [InlineData("5.5.2", false)]
    [InlineData("5.6.1", false)]
    [InlineData("5.7.1", false)]
    [InlineData("4.1.1", false)]
    public async Task Read_OnlyWhatLiesWithTheAddress_IsHard(string status, bool isHard)
    {
        var report = await ReadAsync(Sample("postfix").Replace("Status: 5.1.1", $"Status: {status}", StringComparison.Ordinal));
        Assert.Equal((isHard, status), (report!.IsHard, report.Status));
    }

    [Theory]
    [InlineData("smtp; 550 blocked [10.5.1.3]", "5.0.0")]
    [InlineData("smtp; 550 by release 2.5.1.1", "5.0.0")]
    [InlineData("smtp; 550 refused by release 4.94.2", "5.0.0")]
    [InlineData("smtp; 550-5.2.1 closed", "5.2.1")]
    [InlineData("smtp; 550 (5.1.1) nobody.", "5.1.1")]
    public async Task Read_WhereTheStatusIsVague_TakesTheWordsButNoNumberOfAnotherKind(string words, string status)
    {
        var sample = Regex.Replace(Sample("postfix"), "^Diagnostic-Code: .*(\r?\n[ \t].*)*", $"Diagnostic-Code: {words}", RegexOptions.Multiline);
        var report = await ReadAsync(sample.Replace("Status: 5.1.1", "Status: 5.0.0", StringComparison.Ordinal));
        Assert.Equal(status, report!.Status);
    }

    [Fact]
    public async Task Read_SaysOfWhom()
    {
        var report = await ReadAsync(Regex.Replace(Sample("postfix"), "^(Original|Final)-Recipient: .*\r?$", "$1-Recipient: rfc822; Gone@Example.org", RegexOptions.Multiline));
        Assert.Equal([MailBounce.HashOf("gone@example.org")], report!.AddressHashes);
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
