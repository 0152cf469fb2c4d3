using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;

namespace CoproNetwork.Tests.Newsletters;

/// <summary>Everything that is new comes before a coordinator's eyes once.</summary>
public sealed class NewsletterDeskTests
{
    [Fact]
    public async Task Propose_WhatCameAfterTheFormWasOpened_IsForTheNextIssue()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.MemberAsync("first@example.org");
        var key = await StartAsync(database);
        database.Clock.Advance(TimeSpan.FromHours(1));
        var openedAtUtc = database.NowUtc;
        database.Clock.Advance(TimeSpan.FromHours(1));
        await database.MemberAsync("second@example.org");
        await database.VerbAsync(key, issue =>
        {
            issue.Choose(issue.Items.Select(item => item.Choice).ToList(), openedAtUtc);
            issue.Write(new("Pwnc", "Subject", "Cyflwyniad", "Introduction"));
            issue.Schedule(database.NowUtc.AddDays(4), database.NowUtc);
        });
        database.Clock.Advance(TimeSpan.FromDays(1));
        await database.MemberAsync("third@example.org");
        database.Clock.Advance(TimeSpan.FromDays(10));
        await database.PassAsync();

        var next = await StartAsync(database);

        Assert.Equal(["Demo first"], await MembersAsync(database, key));
        Assert.Equal(["Demo third", "Demo second"], await MembersAsync(database, next));
    }

    [Fact]
    public async Task Propose_AStoryToldBeforeAndApprovedAfter_IsForTheNextIssue()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.AppliedAsync(Answers.Of("teller@example.org") with { Consent = StoryConsent.PublicWithName });
        await database.ScheduledAsync();
        await database.PassAsync();
        database.Clock.Advance(TimeSpan.FromDays(3));
        await database.DoAsync<MemberApproval>(approval => approval.ApproveAsync(id, 1, database.NowUtc, default));
        var offers = await OfferAsync(database, await StartAsync(database));
        Assert.Single(offers.Single(offer => offer.Source == "stories").Pieces);
        await database.ScheduledAsync();
        await database.PassAsync();
        Assert.All(await OfferAsync(database, await StartAsync(database)), offer => Assert.Empty(offer.Pieces));
    }

    [Fact]
    public async Task Propose_AStoryThatEveryoneMayReadSince_IsForTheNextIssue()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("teller@example.org");
        await database.ScheduledAsync();
        await database.PassAsync();
        database.Clock.Advance(TimeSpan.FromDays(3));
        await database.DoAsync<MembershipChanges>(changes => changes.ChangeStoryAsync(id, "Demo", "Demo words.", SiteLanguage.English, PromiseTheme.Housing, StoryConsent.PublicWithName, database.NowUtc, default));
        Assert.Single((await OfferAsync(database, await StartAsync(database))).Single(offer => offer.Source == "stories").Pieces);
    }

    [Fact]
    public async Task Read_NamesakeOfWhoHasLeft_DoesNotTakeTheirPlace()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.MemberAsync("same@example.org");
        var key = await database.ScheduledAsync();
        await database.PassAsync();
        Assert.Equal(["Demo same"], await MembersAsync(database, key));
        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));
        database.Clock.Advance(TimeSpan.FromDays(1));
        await database.MemberAsync("same@example.org");
        var issue = await database.IssueAsync(key);
        Assert.Empty((await database.DoAsync<NewsletterReading, NewsletterContent>(reading => reading.ReadAsync(issue, default))).Parts);
        Assert.Equal(["Demo same"], await MembersAsync(database, await StartAsync(database)));
    }

    [Fact]
    public async Task Propose_MoreThanFitsAnIssue_SaysThatThereIsMore()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.DoAsync<Domain.Demo.DemoNetwork>(demo => demo.FillAsync(150, 3, database.NowUtc, null, default));
        var issue = NewsletterIssue.Start(null, database.NowUtc);
        var members = (await database.DoAsync<NewsletterDesk, IReadOnlyList<NewsletterProposal>>(desk => desk.ProposeAsync(issue, default))).Single(offer => offer.Source == "members");
        Assert.True(members.IsMore && members.Pieces.Count <= NewsletterDesk.MostProposed, $"{members.Pieces.Count}");
    }

    [Fact]
    public async Task Propose_WhatAnotherIssueTells_IsToldAlready()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.MemberAsync("first@example.org");
        var early = await database.ScheduledAsync(database.NowUtc.AddDays(7));
        database.Clock.Advance(TimeSpan.FromHours(1));
        await database.MemberAsync("second@example.org");
        await StartAsync(database);
        await database.VerbAsync(early, issue => issue.TakeBack());
        var offered = (await OfferAsync(database, early)).Single(offer => offer.Source == "members");
        Assert.Equal(["Demo first"], offered.Pieces.Select(piece => piece.Title));
    }

    private static Task<string> StartAsync(TestDatabase database) => database.DoAsync<NewsletterDesk, string>(desk => desk.StartAsync(1, database.NowUtc, default));

    private static async Task<IReadOnlyList<NewsletterProposal>> OfferAsync(TestDatabase database, string key)
    {
        var issue = await database.IssueAsync(key);
        return await database.DoAsync<NewsletterDesk, IReadOnlyList<NewsletterProposal>>(desk => desk.OfferAsync(issue, [.. issue.Items.OrderBy(item => item.Position).Select(item => item.Choice)], default));
    }

    private static async Task<IEnumerable<string>> MembersAsync(TestDatabase database, string key)
    {
        var issue = await database.IssueAsync(key);
        var content = await database.DoAsync<NewsletterReading, NewsletterContent>(reading => reading.ReadAsync(issue, default));
        return content.Parts.Single(part => part.Source == "members").Pieces.Select(piece => piece.Title);
    }
}
