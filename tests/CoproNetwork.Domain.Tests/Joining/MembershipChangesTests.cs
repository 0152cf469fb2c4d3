using CoproNetwork.Domain;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Tests.Joining;

public sealed class MembershipChangesTests
{
    [Fact]
    public async Task Hide_TakesTheNameFromDirectoryBadgeAndStory_AtOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.ApprovedAsync(Answers.Of("demo@example.org") with { Consent = StoryConsent.PublicWithName });
        await database.DoAsync<MembershipChanges>(changes => changes.ChooseVisibilityAsync(id, true, false, true, database.NowUtc, default));
        var before = await database.SeeAsync(db => db.PublicVersions.Select(version => version.Value).SingleAsync());

        await database.DoAsync<MembershipChanges>(changes => changes.HideAsync(id, database.NowUtc, default));

        Assert.False(await database.SeeAsync(db => db.Listings.AnyAsync()));
        Assert.False(await database.SeeAsync(db => db.Badges.AnyAsync(badge => badge.NamesHolder)));
        Assert.Equal(StoryConsent.PublicWithoutName, await database.SeeAsync(db => db.Stories.Select(story => story.Consent).SingleAsync()));
        Assert.NotEqual(before, await database.SeeAsync(db => db.PublicVersions.Select(version => version.Value).SingleAsync()));
    }

    [Theory]
    [InlineData(AgeBand.Under18, null)]
    [InlineData(AgeBand.Under13, "Demo Guardian")]
    public async Task ChangeDetails_ToUnder18_EndsListingAndNaming_AndNoWishBringsThemBack(AgeBand age, string? guardian)
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.ApprovedAsync(Answers.Of("demo@example.org") with { Consent = StoryConsent.PublicWithName });
        await database.DoAsync<MembershipChanges>(changes => changes.ChooseVisibilityAsync(id, true, false, true, database.NowUtc, default));

        await database.DoAsync<MembershipChanges>(changes => changes.ChangeDetailsAsync(id, new("Demo", MemberKind.Person, age, null, null, guardian, Whereabouts.InArea("W06000015"), MailLanguage.English), database.NowUtc, default));
        await database.DoAsync<MembershipChanges>(changes => changes.ChooseVisibilityAsync(id, true, true, true, database.NowUtc, default));

        Assert.False(await database.SeeAsync(db => db.Listings.AnyAsync()));
        Assert.False(await database.SeeAsync(db => db.Badges.AnyAsync(badge => badge.NamesHolder)));
        Assert.Equal(StoryConsent.PublicWithoutName, await database.SeeAsync(db => db.Stories.Select(story => story.Consent).SingleAsync()));
    }

    [Fact]
    public async Task ChangeDetails_ToUnder18AndBack_TakesTheirEntriesOutAndGivesThoseOfOthersToThem()
    {
        await using var database = await TestDatabase.CreateAsync();
        var listings = new ListingDeeds(database.Services, database.Clock);
        var (id, other) = (await database.Given.ApprovedAsync(Answers.Of("demo@example.org")), await database.Given.ApprovedAsync(Answers.Of("other@example.org", "Demo Other")));
        var (alone, together) = (await listings.ListedAsync(id, ListingDeeds.Says("Demo Garden")), await listings.ListedAsync(id, ListingDeeds.Says("Demo Choir")));
        await database.DoAsync<EntryBelonging>(belonging => belonging.AskAsync(together, id, "other@example.org", database.NowUtc, default));
        await database.DoAsync<EntryBelonging>(belonging => belonging.AgreeAsync(together, other, true, database.NowUtc, default));

        await BecomeAsync(AgeBand.Under18);

        Assert.Null(await listings.ListingAsync(alone));
        Assert.Equal(other, (await listings.ListingAsync(together))!.MemberId);
        await BecomeAsync(AgeBand.Adult);
        Assert.Equal(id, (await listings.ListingAsync(alone))!.MemberId);
        Assert.Equal(id, (await listings.ListingAsync(together))!.MemberId);

        Task BecomeAsync(AgeBand age) => database.DoAsync<MembershipChanges>(changes => changes.ChangeDetailsAsync(id, new("Demo", MemberKind.Person, age, null, null, null, Whereabouts.InArea("W06000015"), MailLanguage.English), database.NowUtc, default));
    }

    [Fact]
    public async Task ChangeDetails_ToAnotherKind_TheirOwnListingSaysWhatThatKindMayAndLosesNothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var listings = new ListingDeeds(database.Services, database.Clock);
        var id = await database.Given.ApprovedAsync(Answers.Of("demo@example.org", "Demo"));
        var (says, point) = (new EntryContent { SummaryEnglish = "What Demo does." }, new GeoPoint(51.5, -3.2));
        await SayAsync(says);
        await listings.ApproveAsync(await database.SeeAsync(db => db.Entries.Select(entry => entry.Key).SingleAsync()));
        Assert.Equal("MemberDirectory.Entry.Exactly.NotOfPeople", (await Assert.ThrowsAsync<DomainRuleException>(() => SayAsync(says with { Exactly = point }))).ResourceKey);

        await BecomeAsync(MemberKind.Organisation);
        Assert.Equal(EditOutcome.Shown, await SayAsync(says with { Exactly = point }));
        Assert.Equal((ListingKind.Organisation, point.Latitude), await ListedAsync());

        // A person's form does not ask for it, so it is not said.
        await BecomeAsync(MemberKind.Person);
        Assert.Equal(EditOutcome.Unchanged, await SayAsync(says));
        Assert.Equal(EditOutcome.Shown, await SayAsync(says with { SummaryEnglish = "What else Demo does." }));
        Assert.Equal((ListingKind.Person, null), await ListedAsync());

        await BecomeAsync(MemberKind.Group);
        Assert.Equal((ListingKind.Group, point.Latitude), await ListedAsync());

        Task<EditOutcome> SayAsync(EntryContent content) => database.DoAsync<EntryEditing, EditOutcome>(editing => editing.EditOwnAsync(id, content, database.NowUtc, default));
        Task BecomeAsync(MemberKind kind) => database.DoAsync<MembershipChanges>(changes => changes.ChangeDetailsAsync(id, new("Demo", kind, AgeBand.Adult, null, null, null, Whereabouts.InArea("W06000015"), MailLanguage.English), database.NowUtc, default));
        Task<(ListingKind, double?)> ListedAsync() => database.SeeAsync(async db =>
        {
            var kind = await db.Entries.Select(entry => entry.Kind).SingleAsync();
            var listing = await db.Listings.Select(one => new { one.Kind, one.Latitude }).SingleAsync();
            Assert.Equal(kind, listing.Kind);
            return (kind, listing.Latitude);
        });
    }

    [Fact]
    public async Task EditOwn_OfAKindThatTheMemberNoLongerIs_FollowsTheMember()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.ApprovedAsync(Answers.Of("demo@example.org", "Demo") with { Kind = MemberKind.Organisation });
        var says = new EntryContent { SummaryEnglish = "What Demo does." };
        await database.DoAsync<EntryEditing>(editing => editing.EditOwnAsync(id, says, database.NowUtc, default));
        var key = await database.SeeAsync(db => db.Entries.Select(entry => entry.Key).SingleAsync());

        foreach (var point in new GeoPoint[] { new(51.5, -3.2), new(51.6, -3.2) })
        {
            // As before kinds followed.
            await database.DoAsync<CoproDbContext>(db => db.Entries.ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Kind, ListingKind.Person)));
            if (point.Latitude < 51.6) await database.DoAsync<EntryEditing>(editing => editing.EditOwnAsync(id, says with { Exactly = point }, database.NowUtc, default));
            else await database.DoAsync<EntryEditing>(editing => editing.EditAsync(key, id, 2, says with { Exactly = point }, database.NowUtc, default));
            Assert.Equal((ListingKind.Organisation, point), await database.SeeAsync(async db => (await db.Entries.Select(entry => entry.Kind).SingleAsync(), (await db.Entries.Include(entry => entry.Revisions).SingleAsync()).Newest.Content.Exactly!.Value)));
        }
    }

    [Fact]
    public async Task WithdrawAndMakeAnew_WhatWasHidden_StaysHiddenUntilACoordinatorShowsIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.ApprovedAsync(Answers.Of("demo@example.org") with { Consent = StoryConsent.PublicWithoutName });
        foreach (var text in new[] { PublicText.Promise, PublicText.Story }) await database.DoAsync<TextHiding>(hiding => hiding.HideAsync(id, text, "demo reason", 1, database.NowUtc, default));

        for (var time = 0; time < 2; time++)
        {
            await database.DoAsync<MembershipChanges>(changes => changes.WithdrawPromiseAsync(id, database.NowUtc, default));
            await database.DoAsync<MembershipChanges>(changes => changes.WithdrawPromiseAsync(id, database.NowUtc, default));
            await database.DoAsync<MembershipChanges>(changes => changes.ChangePromiseAsync(id, "I will begin again.", SiteLanguage.English, PromiseTheme.Work, PromiseVisibility.Everyone, database.NowUtc, default));
            await database.DoAsync<MembershipChanges>(changes => changes.WithdrawStoryAsync(id, database.NowUtc, default));
            await database.DoAsync<MembershipChanges>(changes => changes.ChangeStoryAsync(id, "Demo", "Once more.", SiteLanguage.English, PromiseTheme.Housing, StoryConsent.PublicWithoutName, database.NowUtc, default));
        }

        Assert.Null(await database.SeeAsync(db => db.Listings.Select(listing => listing.PromiseText).SingleAsync()));
        Assert.Equal(("demo reason", "demo reason"), await database.SeeAsync(async db => (await db.Promises.Select(promise => promise.HiddenReason).SingleAsync(), await db.Stories.Select(story => story.HiddenReason).SingleAsync())));
        await database.DoAsync<TextHiding>(hiding => hiding.ShowAgainAsync(id, PublicText.Promise, 1, database.NowUtc, default));
        await database.DoAsync<MembershipChanges>(changes => changes.WithdrawPromiseAsync(id, database.NowUtc, default));
        await database.DoAsync<MembershipChanges>(changes => changes.ChangePromiseAsync(id, "I will be seen.", SiteLanguage.English, PromiseTheme.Work, PromiseVisibility.Everyone, database.NowUtc, default));
        Assert.Equal("I will be seen.", await database.SeeAsync(db => db.Listings.Select(listing => listing.PromiseText).SingleAsync()));
    }

    [Fact]
    public async Task Promise_Reworded_IsInTheDirectory_AndItsOldWordsInItsHistory_UntilWithdrawn()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.ApprovedAsync(Answers.Of("demo@example.org"));

        await database.DoAsync<MembershipChanges>(changes => changes.ChangePromiseAsync(id, "I will listen.", SiteLanguage.English, PromiseTheme.Work, PromiseVisibility.Everyone, database.NowUtc, default));
        Assert.Equal("I will listen.", await database.SeeAsync(db => db.Listings.Select(listing => listing.PromiseText).SingleAsync()));
        Assert.Equal("I will ask first.", await database.SeeAsync(db => db.PromiseUpdates.Select(update => update.OldText).SingleAsync()));
        await database.DoAsync<MembershipChanges>(changes => changes.WithdrawPromiseAsync(id, database.NowUtc, default));

        Assert.Null(await database.SeeAsync(db => db.Listings.Select(listing => listing.PromiseText).SingleAsync()));
        Assert.Equal(0, await database.SeeAsync(async db => await db.Promises.CountAsync() + await db.PromiseUpdates.CountAsync()));
        await database.DoAsync<MembershipChanges>(changes => changes.ChangePromiseAsync(id, "I will begin again.", SiteLanguage.English, PromiseTheme.Work, PromiseVisibility.Everyone, database.NowUtc, default));
        Assert.Equal("I will begin again.", await database.SeeAsync(db => db.Listings.Select(listing => listing.PromiseText).SingleAsync()));
    }

    [Fact]
    public async Task Promise_ForMembersOnly_LeavesTheDirectory()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.ApprovedAsync(Answers.Of("demo@example.org"));

        await database.DoAsync<MembershipChanges>(changes => changes.ChangePromiseAsync(id, "I will ask first.", SiteLanguage.English, PromiseTheme.Housing, PromiseVisibility.Members, database.NowUtc, default));

        Assert.Null(await database.SeeAsync(db => db.Listings.Select(listing => listing.PromiseText).SingleAsync()));
        Assert.Equal(0, await database.SeeAsync(db => db.FilterBlocks.CountAsync(block => block.Term == "=theme:housing")));
    }

    [Fact]
    public async Task Changes_ToADeclinedApplication_AreRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.DeclinedAsync(Answers.Of("demo@example.org"));

        var refused = await Assert.ThrowsAsync<DomainRuleException>(() => database.DoAsync<MembershipChanges>(changes => changes.HideAsync(id, database.NowUtc, default)));

        Assert.Equal("Members.NotMember", refused.ResourceKey);
    }
}
