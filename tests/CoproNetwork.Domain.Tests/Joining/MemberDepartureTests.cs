using System.Globalization;
using System.Linq.Expressions;
using CoproNetwork.Domain;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Tests.Joining;

public sealed class MemberDepartureTests
{
    /// <summary>In everything that the member wrote, and in nothing else.</summary>
    private const string Mark = "qwyzx";

    private static JoinAnswers Marked(string email) => Answers.Of(email, $"Demo {Mark}") with
    {
        OrganisationName = $"Demo {Mark}",
        Role = Mark,
        Words = Mark,
        WouldChange = Mark,
        PromiseText = $"I will {Mark}.",
        StoryTitle = Mark,
        StoryText = Mark,
        Consent = StoryConsent.PublicWithName,
        WantsNewsletter = true,
    };

    [Fact]
    public async Task Leave_ErasesEveryWord_FromEveryTextColumn()
    {
        await using var database = await TestDatabase.CreateAsync();
        var actor = await database.Given.CoordinatorAsync();
        var id = await database.Given.ApprovedAsync(Marked($"{Mark}@example.org"));
        await database.Given.UnconfirmedAsync(Marked($"{Mark}+other@example.org"));
        await WriteMoreAsync(database, id, actor);
        Assert.NotEmpty(await ColumnsWithAsync(database, Mark));
        await database.DoAsync<CoproDbContext>(db => db.Members.Where(member => member.Status == MemberStatus.Unconfirmed)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.Email, $"{Mark.ToUpperInvariant()}@example.org").SetProperty(member => member.EmailLikenessKey, $"{Mark}@example.org")));

        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));

        Assert.Empty(await ColumnsWithAsync(database, Mark));
        Assert.Null((await database.SeeAsync(db => db.Postings.AsNoTracking().SingleAsync(posting => posting.Badge.MemberId == id))).ProtectedAddress);
    }

    [Fact]
    public async Task Leave_WhoWroteToOthers_IsInNoMailThatHasNotLeft()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.ApprovedAsync(Marked($"{Mark}@example.org"));
        var other = await database.Given.ApprovedAsync(Answers.Of("other@example.org"));
        var (mine, theirs) = (await PromiseKeyAsync(database, id), await PromiseKeyAsync(database, other));
        foreach (var kind in Enum.GetValues<PromiseMessageKind>()) await database.DoAsync<PromiseMessages>(messages => messages.SendAsync(theirs, kind, id, Mark, database.NowUtc, default));
        await database.DoAsync<PromiseMessages>(messages => messages.SendAsync(mine, PromiseMessageKind.Help, other, "Demo words.", database.NowUtc, default));
        await database.DoAsync<IServiceProvider>(async services =>
        {
            var mail = await services.GetRequiredService<CoproDbContext>().OutboxMails.SingleAsync(one => one.Template == MailTemplates.HelpOffered && one.RecipientId == id);
            var token = services.GetRequiredService<Outbox>().UnprotectToken(mail.ProtectedToken!);
            await database.DoAsync<PromiseMessages, bool>(messages => messages.ReplyAsync(token, Mark, database.NowUtc, default));
        });
        var entry = await new ListingDeeds(database.Services, database.Clock).ListedAsync(id, ListingDeeds.Says("Demo Garden"));
        await database.DoAsync<Domain.MemberDirectory.EntryBelonging>(belonging => belonging.AskAsync(entry, id, "other@example.org", database.NowUtc, default));
        Assert.Equal(4, await database.SeeAsync(db => db.OutboxMails.CountAsync(mail => mail.RecipientId == other && mail.ModelJson.Contains(Mark))));

        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));

        Assert.Empty(await ColumnsWithAsync(database, Mark));
        await database.DoAsync<MailDispatch, DispatchResult>(dispatch => dispatch.RunAsync(default));
        Assert.DoesNotContain(database.Mails.Mails.Where(mail => mail.Recipient.Address == "other@example.org"), mail => mail.Content.Subject is MailTemplates.Thanks or MailTemplates.HelpOffered or MailTemplates.HelpAnswered or MailTemplates.ListingInvitation);
    }

    [Fact]
    public async Task Leave_WhoseListingIsPartOfAnothers_LeavesNoAddressOfTheirName()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (stays, goes) = (await database.Given.ApprovedAsync(Answers.Of("stays@example.org", "Demo Stays")), await database.Given.ApprovedAsync(Marked("goes@example.org")));
        var ids = await database.SeeAsync(db => db.Listings.OrderBy(listing => listing.Id).Select(listing => listing.Id).ToListAsync());
        await new ListingDeeds(database.Services, database.Clock).MergeAsync(ids[0], ids[1]);
        Assert.NotEmpty(await ColumnsWithAsync(database, Mark));
        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(goes, database.NowUtc, default));
        Assert.Empty(await ColumnsWithAsync(database, Mark));
        Assert.NotNull((await database.Given.MemberAsync(stays)).Email);
    }

    [Fact]
    public async Task Leave_OfAnApplicant_LeavesNothingThatCouldBeMatchedWithTheAddress()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.AppliedAsync(Answers.Of("applicant@example.org"));
        var account = await database.SeeAsync(db => db.Users.Where(one => one.MemberId == id).Select(one => one.Id).SingleAsync());
        await database.DoAsync<IServiceProvider>(async services =>
        {
            services.GetRequiredService<Outbox>().Queue(MailTemplates.SignIn, new(), MailTo.Account(account), MailLanguage.English, MailUrgency.Ordinary, database.NowUtc);
            await services.GetRequiredService<CoproDbContext>().SaveChangesAsync();
        });
        await database.DoAsync<MailDispatch, DispatchResult>(dispatch => dispatch.RunAsync(default));
        var mail = await database.SeeAsync(db => db.OutboxMails.SingleAsync(one => one.RecipientKind == RecipientKind.Account && one.AddressHash != null));
        await database.DoAsync<BounceIntake, BounceOutcome>(intake => intake.TakeAsync(new(mail.MessageId, "one", false, "4.2.2", []), database.NowUtc, default));

        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));
        await database.DoAsync<MailDispatch, DispatchResult>(dispatch => dispatch.RunAsync(default));

        Assert.False(await database.SeeAsync(db => db.OutboxMails.AnyAsync(one => one.AddressHash != null)));
        Assert.False(await database.SeeAsync(db => db.MailBounces.AnyAsync()));
    }

    [Fact]
    public async Task Leave_KeepsWhatIsPromisedToStay_AndNothingElse()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.ApprovedAsync(Marked("demo@example.org") with { Age = AgeBand.Under18, Language = MailLanguage.Welsh });
        database.Clock.Advance(TimeSpan.FromDays(1));

        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));

        var left = await database.Given.MemberAsync(id);
        Assert.Equal((MemberStatus.Left, 1L, "W06000015", database.NowUtc), (left.Status, left.Number, left.AreaCode, left.LeftAtUtc));
        Assert.NotNull(left.ApprovedAtUtc);
        Assert.Equal((AgeBand.Adult, MailLanguage.Both, null, null), (left.Age, left.Language, left.Email, left.NewsletterAgreedAtUtc));
        Assert.Equal((1, 1), await database.SeeAsync(async db => await db.Badges.Select(badge => new { badge.EditionNumber, badge.Number }).SingleAsync() is var badge ? (badge.EditionNumber, badge.Number) : default));
        Assert.Equal(Answers.Of("x").OwnLife, (await database.SeeAsync(db => db.CheckIns.AsNoTracking().SingleAsync())).OwnLife);
        Assert.NotEqual(default, (await database.SeeAsync(db => db.Agreements.AsNoTracking().SingleAsync())).AgreedAtUtc);
        Assert.Equal((0, 0, 0), await database.SeeAsync(async db => (await db.Promises.CountAsync(), await db.Stories.CountAsync(), await db.Users.CountAsync())));
    }

    /// <summary>Every column of the member's own row that still says something, by name: a new one is erased, or named here and in the privacy notice.</summary>
    [Fact]
    public async Task Leave_LeavesNoOtherColumn()
    {
        await using var database = await TestDatabase.CreateAsync();
        var actor = await database.Given.CoordinatorAsync();
        var id = await database.Given.ApprovedAsync(Marked("demo@example.org"));
        await WriteMoreAsync(database, id, actor);
        await database.DoAsync<CoproDbContext>(async db =>
        {
            var posting = await db.Postings.SingleAsync(one => one.Badge.MemberId == id);
            posting.NoteReminder(database.NowUtc);
            posting.NotePrinted(database.NowUtc);
            posting.NotePosted(database.NowUtc);
            await db.SaveChangesAsync();
        });

        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));

        Assert.Equal(["Age", "ApprovedAtUtc", "AreaCode", "Id", "Key", "Kind", "LeftAtUtc", "Number", "SentAtUtc", "Status", "Version"], await SaidAsync<Member>(database, member => member.Id == id));
        Assert.Equal(["AskedAtUtc", "BadgeId", "Id", "PostedAtUtc", "Status", "Version"], await SaidAsync<Posting>(database, posting => posting.Badge.MemberId == id));
        Assert.Equal((await database.Given.MemberAsync(id)).ApprovedAtUtc, (await database.Given.MemberAsync(id)).SentAtUtc);
        Assert.Equal(["AnsweredAtUtc", "AskedAtUtc", "DueAtUtc", "Id", "MemberId", "Number", "Version"], await SaidAsync<FeedbackRequest>(database, request => request.MemberId == id));
        Assert.False(await database.SeeAsync(db => db.FeedbackPlans.AnyAsync(plan => plan.MemberId == id)));
    }

    [Fact]
    public async Task Withdraw_WithANewAddressAskedFor_LeavesNoMailToIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.AppliedAsync(Marked("demo@example.org"));
        await database.DoAsync<EmailChange>(change => change.AskAsync(id, "new@example.org", database.NowUtc, default));

        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));
        await database.DoAsync<MailDispatch, DispatchResult>(dispatch => dispatch.RunAsync(default));

        Assert.Equal("demo@example.org", Assert.Single(database.Mails.Mails).Recipient.Address);
        Assert.False(await database.SeeAsync(db => db.OutboxMails.AnyAsync(mail => mail.ProtectedAddress != null)));
    }

    [Fact]
    public async Task Leave_EmptiesTheDirectory_AndMakesCachedPagesStale()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.ApprovedAsync(Marked("demo@example.org"));
        var before = await VersionAsync(database);
        Assert.Equal(1, await database.SeeAsync(db => db.Listings.CountAsync()));

        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));

        Assert.Equal((0, 0, 0), await database.SeeAsync(async db => (await db.Listings.CountAsync(), await db.TermBlocks.CountAsync(), await db.FilterBlocks.CountAsync())));
        Assert.NotEqual(before, await VersionAsync(database));
    }

    [Fact]
    public async Task Leave_SendsOneLastMail_AndNoOther()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.Given.ApprovedAsync(Marked("demo@example.org"));

        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));
        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));
        await database.DoAsync<MailDispatch, DispatchResult>(dispatch => dispatch.RunAsync(default));

        var mail = Assert.Single(database.Mails.Mails);
        Assert.Equal(("demo@example.org", MailTemplates.Left), (mail.Recipient.Address, mail.Content.Subject));
        Assert.False(await database.SeeAsync(db => db.OutboxMails.AnyAsync(kept => kept.ProtectedAddress != null || kept.ProtectedToken != null)));
    }

    [Fact]
    public async Task Leave_AsCoordinator_KeepsTheAccount_WithoutMembership()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Given.CoordinatorAsync("demo@example.org");
        var id = await database.Given.ApprovedAsync(Marked("demo@example.org"));
        var stamp = await database.SeeAsync(db => db.Users.Select(account => account.SecurityStamp).SingleAsync());

        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));

        var account = await database.SeeAsync(db => db.Users.AsNoTracking().SingleAsync());
        Assert.Null(account.MemberId);
        Assert.NotEqual(stamp, account.SecurityStamp);
    }

    [Theory]
    [InlineData(MemberStatus.Applied)]
    [InlineData(MemberStatus.Declined)]
    public async Task Leave_BeforeMembership_LeavesNothing(MemberStatus status)
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = status == MemberStatus.Applied ? await database.Given.AppliedAsync(Marked("demo@example.org")) : await database.Given.DeclinedAsync(Marked("demo@example.org"));

        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(id, database.NowUtc, default));
        await database.DoAsync<MailDispatch, DispatchResult>(dispatch => dispatch.RunAsync(default));

        Assert.Equal((0, 0, 0, 0), await database.SeeAsync(async db => (await db.Members.CountAsync(), await db.Agreements.CountAsync(), await db.CheckIns.CountAsync(), await db.Users.CountAsync())));
        Assert.Equal(MailTemplates.Withdrawn, Assert.Single(database.Mails.Mails).Content.Subject);
        Assert.Empty(await ColumnsWithAsync(database, Mark));
    }

    [Fact]
    public async Task JoinAgain_WithTheSameAddress_IsANewMembership()
    {
        await using var database = await TestDatabase.CreateAsync();
        var first = await database.Given.ApprovedAsync(Marked("demo@example.org"));
        await database.DoAsync<MemberDeparture>(departure => departure.LeaveAsync(first, database.NowUtc, default));

        await database.Given.UnconfirmedAsync(Answers.Of("Demo@example.org"));
        await database.DoAsync<MailDispatch, DispatchResult>(dispatch => dispatch.RunAsync(default));
        var token = database.Mails.Mails.Single(mail => mail.Content.Subject == MailTemplates.Confirm).Content.Text;
        var result = await database.DoAsync<Confirmation, ConfirmationResult>(confirmation => confirmation.ConfirmAsync(token, database.NowUtc, default));

        Assert.Equal(ConfirmationResult.Confirmed, result);
        var second = await database.SeeAsync(db => db.Users.Select(account => account.MemberId).SingleAsync());
        Assert.NotEqual(first, second);
        var approval = await database.DoAsync<MemberApproval, Approval>(approval => approval.ApproveAsync(second!.Value, null, database.NowUtc, default));
        Assert.Equal(new(2, new(1, 2)), approval);
    }

    /// <summary>What piles up in a membership besides the form.</summary>
    private static async Task WriteMoreAsync(TestDatabase database, long id, long actor)
    {
        await LiveOnAsync(database, id, actor);
        await database.DoAsync<MembershipChanges>(changes => changes.ChangePromiseAsync(id, $"I will not {Mark}.", SiteLanguage.English, PromiseTheme.Housing, PromiseVisibility.Everyone, database.NowUtc, default));
        await database.DoAsync<MembershipChanges>(changes => changes.ChooseVisibilityAsync(id, true, true, true, database.NowUtc, default));
        await database.DoAsync<BadgePosting>(posting => posting.GiveAddressAsync(id, PostalAddress.InUnitedKingdom(Mark, Mark, null, Mark, "CF10 1AA"), database.NowUtc, default));
        await database.DoAsync<CoproDbContext>(async db =>
        {
            db.MemberNotes.Add(MemberNote.Write(id, actor, Mark, asked: true, database.NowUtc));
            (await db.Members.SingleAsync(member => member.Id == id)).HideListing(Mark, database.NowUtc);
            (await db.Stories.FirstAsync(story => story.MemberId == id)).Hide(Mark, database.NowUtc);
            (await db.Promises.SingleAsync(promise => promise.MemberId == id)).Hide(Mark, database.NowUtc);
            await db.SaveChangesAsync();
        });
        await database.DoAsync<CoproDbContext>(async db =>
        {
            var outbox = new Outbox(db, new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider());
            outbox.Queue(MailTemplates.TextHidden, new(Text: Mark), MailTo.Member(id), MailLanguage.English, MailUrgency.Ordinary, database.NowUtc);
            await db.SaveChangesAsync();
        });
    }

    /// <summary>Asked, answered, stuck, thanked and reported: in every table that half a year fills.</summary>
    private static async Task LiveOnAsync(TestDatabase database, long id, long actor)
    {
        var other = await database.Given.ApprovedAsync(Answers.Of("other-member@example.org"));
        await database.DoAsync<FeedbackRun, FeedbackRunResult?>(run => run.RunAsync(database.NowUtc.AddMonths(7), default));
        var request = await database.SeeAsync(db => db.FeedbackRequests.Where(one => one.MemberId == id).Select(one => one.Id).SingleAsync());
        var story = new NewStory(Mark, Mark, SiteLanguage.English, PromiseTheme.Housing, StoryConsent.PublicWithName);
        await database.DoAsync<FeedbackAnswers>(answers => answers.AnswerAsync(request, new(new(PromiseStatus.Changed, SiteLanguage.English, UpdateVisibility.Website, Mark, Mark, Mark, NewText: $"I will {Mark} anew."), new(Words: Mark), Story: story), database.NowUtc, default));
        await database.DoAsync<FeedbackAnswers>(answers => answers.ReportAsync(id, new(PromiseStatus.Stuck, SiteLanguage.English, UpdateVisibility.Website, Mark, WouldHelp: Mark), null, database.NowUtc, default));
        var task = await database.SeeAsync(db => db.StuckTasks.Where(one => one.MemberId == id).Select(one => one.Key).SingleAsync());
        await database.DoAsync<StuckTasks>(tasks => tasks.NoteAsync(task, Mark, actor, database.NowUtc, default));
        var (mine, theirs) = (await PromiseKeyAsync(database, id), await PromiseKeyAsync(database, other));
        await database.DoAsync<PromiseMessages>(messages => messages.SendAsync(theirs, PromiseMessageKind.Help, id, Mark, database.NowUtc, default));
        await database.DoAsync<PromiseMessages>(messages => messages.SendAsync(mine, PromiseMessageKind.Thanks, other, Mark, database.NowUtc, default));
        await database.DoAsync<TextReports>(reports => reports.FileAsync(PublicText.Promise, mine, Audience.Public, Mark, database.NowUtc, default));
        await database.DoAsync<MailDispatch, DispatchResult>(dispatch => dispatch.RunAsync(default));
    }

    private static Task<string> PromiseKeyAsync(TestDatabase database, long id) => database.SeeAsync(db => db.Promises.Where(promise => promise.MemberId == id).Select(promise => promise.Key).SingleAsync());

    /// <summary>Every text column of every table that holds the word somewhere, in any case; from the model, so that a new table is looked at by itself.</summary>
    private static Task<List<string>> ColumnsWithAsync(TestDatabase database, string word) => database.SeeAsync(async db =>
    {
        var found = new List<string>();
        foreach (var property in db.Model.GetEntityTypes().Where(type => !type.IsMappedToJson()).SelectMany(type => type.GetProperties()).Where(property => property.ClrType == typeof(string)))
        {
            var (table, column) = (property.DeclaringType.GetTableName()!, property.GetColumnName());
            var sql = string.Create(CultureInfo.InvariantCulture, $"SELECT COUNT(*) AS \"Value\" FROM \"{table}\" WHERE \"{column}\" LIKE {{0}}");
            if (await db.Database.SqlQueryRaw<int>(sql, $"%{word}%").SingleAsync() > 0) found.Add($"{table}.{column}");
        }

        return found;
    });

    /// <summary>Columns of the one row that hold more than nothing.</summary>
    private static Task<List<string>> SaidAsync<T>(TestDatabase database, Expression<Func<T, bool>> which) where T : class => database.SeeAsync(async db =>
    {
        var entry = db.Entry(await db.Set<T>().AsNoTracking().SingleAsync(which));
        return entry.Properties.Where(property => property.CurrentValue is not (null or "" or false or 0 or MailLanguage.Both)).Select(property => property.Metadata.Name).Order(StringComparer.Ordinal).ToList();
    });

    private static Task<Guid> VersionAsync(TestDatabase database) => database.SeeAsync(db => db.PublicVersions.Select(version => version.Value).SingleAsync());
}
