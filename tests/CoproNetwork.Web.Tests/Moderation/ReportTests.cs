using System.Net;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using CoproNetwork.Tests.Promises;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Moderation;

public sealed class ReportTests : IDisposable
{
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Theory]
    [InlineData(PublicText.Promise, "I will ask first.")]
    [InlineData(PublicText.Update, "We began.")]
    [InlineData(PublicText.Story, "A demo story")]
    [InlineData(PublicText.Listing, "Demo One")]
    public async Task Post_AReportFromItsPage_IsKept_AndLeadsBackThere(PublicText what, string words)
    {
        var id = await MakeAsync();
        using var visitor = _portal.Browse();
        var promise = "/en/promises/" + await _portal.PromiseKeyAsync(id);
        var page = what switch { PublicText.Story => "/en/stories/" + await _portal.StoryKeyAsync(id), PublicText.Listing => "/en/directory/demo-one", _ => promise };
        var slug = what.ToString().ToLowerInvariant();
        var link = (await visitor.GetAsync(page)).Page.QuerySelector($"main a[href^='/en/report?what={slug}']")!;
        Assert.Equal("nofollow", link.GetAttribute("rel"));

        var form = await visitor.GetAsync(link.GetAttribute("href")!);
        Assert.Equal(words, form.Text("blockquote"));
        var done = await visitor.PostAsync(form, "form#report", ("Input.Reason", "It names me."));

        Assert.Equal(page, done.Address.AbsolutePath);
        Assert.Equal("Thank you. A coordinator will look at it.", done.Text(".notice.done"));
        var report = await _portal.SeeAsync(db => db.TextReports.AsNoTracking().SingleAsync());
        Assert.Equal((what, id, "It names me."), (report.What, report.MemberId, report.Reason));
        Assert.DoesNotContain("names me", done.Body, StringComparison.Ordinal);

        await visitor.PostAsync(form, "form#report", ("Input.Reason", "It names me."));
        Assert.Equal(1, await _portal.SeeAsync(db => db.TextReports.CountAsync()));
    }

    [Fact]
    public async Task Post_AReportOnAListingOfAProject_IsKeptForTheProject()
    {
        var id = await MakeAsync();
        var listings = new ListingDeeds(_portal.Services, _portal.Clock);
        var key = await listings.ListedAsync(id, ListingDeeds.Says("Demo Garden"));
        using var visitor = _portal.Browse();
        var link = (await visitor.GetAsync("/en/directory/demo-garden")).Page.QuerySelector("main a[href^='/en/report?what=listing']")!;

        var form = await visitor.GetAsync(link.GetAttribute("href")!);
        var done = await visitor.PostAsync(form, "form#report", ("Input.Reason", "It sells something."));

        Assert.Equal(("Demo Garden", "/en/directory/demo-garden"), (form.Text("blockquote"), done.Address.AbsolutePath));
        var report = await _portal.SeeAsync(db => db.TextReports.AsNoTracking().SingleAsync());
        Assert.Equal((PublicText.Entry, (await listings.ReadAsync(key)).Id, id), (report.What, report.TargetId, report.MemberId));
    }

    [Theory]
    [InlineData("", "Say what is wrong with it")]
    [InlineData(" ", "Say what is wrong with it")]
    [InlineData("long", "Use at most 1000 characters")]
    public async Task Post_WithSomethingWrong_SaysSo(string reason, string problem)
    {
        var id = await MakeAsync();
        using var visitor = _portal.Browse();
        var typed = reason == "long" ? new string('a', 1001) : reason;
        var answer = await visitor.PostAsync(await visitor.GetAsync("/en/report?what=promise&key=" + await _portal.PromiseKeyAsync(id)), "form#report", ("Input.Reason", typed));
        Assert.Equal((HttpStatusCode.BadRequest, problem), (answer.Status, Assert.Single(answer.Problems)));
        Assert.Equal(typed, answer.Value("Input.Reason"));
        Assert.Equal(0, await _portal.SeeAsync(db => db.TextReports.CountAsync()));
    }

    [Fact]
    public async Task Post_ByARobot_IsRefused()
    {
        await using var portal = new Portal { Settings = { ["Join:MinimumSeconds"] = "3" } };
        var id = await portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        using var visitor = portal.Browse();
        var form = await visitor.GetAsync("/en/report?what=promise&key=" + await portal.PromiseKeyAsync(id));
        Assert.StartsWith("That was very quick", Assert.Single((await visitor.PostAsync(form, "form#report", ("Input.Reason", "Spam."))).Problems));
        portal.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.StartsWith("This form could not be accepted", Assert.Single((await visitor.PostAsync(form, "form#report", ("Input.Reason", "Spam."), ("Input.Homepage", "x"))).Problems));
        Assert.StartsWith("That was very quick", Assert.Single((await visitor.PostAsync(form, "form#report", ("Input.Reason", "Spam."), ("Input.Shown", "forged"))).Problems));
        Assert.Equal(0, await portal.SeeAsync(db => db.TextReports.CountAsync()));
        Assert.NotNull((await visitor.PostAsync(form, "form#report", ("Input.Reason", "Real."))).Page.QuerySelector(".notice.done"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?what=promise")]
    [InlineData("?what=promise&key=nothing")]
    [InlineData("?what=Promise&key={promise}")]
    [InlineData("?what=story&key={promise}")]
    [InlineData("?what=member&key={promise}")]
    [InlineData("?what=listing&key=demo-shy")]
    [InlineData("?what=promise&key={hidden}")]
    public async Task Get_WhatTheReaderCannotSee_Is404(string query)
    {
        var id = await MakeAsync();
        var shy = await _portal.Given.ApprovedAsync(Answers.Of("shy@example.org", "Demo Shy") with { WantsListing = false, Visibility = PromiseVisibility.Members });
        using var visitor = _portal.Browse();
        var address = query.Replace("{promise}", await _portal.PromiseKeyAsync(id), StringComparison.Ordinal).Replace("{hidden}", await _portal.PromiseKeyAsync(shy), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/en/report" + address)).Status);
    }

    [Fact]
    public async Task Get_AsMember_AlsoWhatIsForMembers()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One") with { Visibility = PromiseVisibility.Members });
        using var member = await _portal.SignedInAsync("one@example.org");
        Assert.Equal(HttpStatusCode.OK, (await member.GetAsync("/en/report?what=promise&key=" + await _portal.PromiseKeyAsync(id))).Status);
    }

    [Fact]
    public async Task Post_TooOften_IsRefused_ApartFromSigningIn()
    {
        await using var limited = new Portal { Settings = { ["RateLimits:SignIns"] = "2" } };
        var id = await limited.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One"));
        using var visitor = limited.Browse();
        var form = await visitor.GetAsync("/en/report?what=promise&key=" + await limited.PromiseKeyAsync(id));
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await visitor.PostAsync(form, "form#report", ("Input.Reason", $"Reason {i}"))).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await visitor.PostAsync(form, "form#report", ("Input.Reason", "One more"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.PostAsync(await visitor.GetAsync("/en/sign-in"), "form#sign-in", ("Input.Email", "one@example.org"))).Status);
    }

    private async Task<long> MakeAsync()
    {
        var id = await _portal.Given.ApprovedAsync(Answers.Of("one@example.org", "Demo One") with { Consent = StoryConsent.PublicWithoutName });
        await _portal.ReportAsync(id, PromiseStatus.UnderWay, happened: "We began.");
        return id;
    }
}
