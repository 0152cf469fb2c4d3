using CoproNetwork.Domain.Accounts;
using CoproNetwork.Domain.Badges;
using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Demo;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Joining;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.MemberDirectory;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Moderation;
using CoproNetwork.Domain.Newsletters;
using CoproNetwork.Domain.Principles;
using CoproNetwork.Domain.Privacy;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace CoproNetwork.Domain;

/// <summary>Registers the domain's classes. The host adds the context, data protection, a mail composer and a transport.</summary>
public static class DomainServices
{
    public static IServiceCollection AddDomain(this IServiceCollection services) => services
        .AddScoped<Leases>()
        .AddScoped<Outbox>()
        .AddScoped<ILookupNormalizer, AccountKeys>()
        .AddScoped<MailedLinks>()
        .AddScoped<IMailRecipients, AccountMailRecipients>()
        .AddSingleton<MailDispatch>()
        .AddScoped<MailLists>()
        .AddScoped<BounceIntake>()
        .AddScoped<IBouncedMail, BouncedOutboxMail>()
        .AddScoped<IBouncedMail, BouncedDelivery>()
        .AddScoped<INewsletterSource, NewMembersSource>()
        .AddScoped<INewsletterSource, PromiseNewsSource>()
        .AddScoped<INewsletterSource, StoryNewsSource>()
        .AddScoped<NewsletterReading>()
        .AddScoped<NewsletterReaders>()
        .AddScoped<NewsletterDesk>()
        .AddScoped<NewsletterTrial>()
        .AddScoped<NewsletterOpening>()
        .AddScoped<NewsletterSending>()
        .AddSingleton<NewsletterRun>()
        .AddScoped<Subscriptions>()
        .AddScoped<MailChoices>()
        .AddScoped<SignInLinks>()
        .AddScoped<MailRetry>()
        .AddSingleton<AddressProtection>()
        .AddScoped<BadgeAllocation>()
        .AddScoped<BadgePosting>()
        .AddScoped<MemberNumbers>()
        .AddScoped<MemberFigures>()
        .AddSingleton<LastFigure>()
        .AddScoped<PromiseWallWriter>()
        .AddSingleton<LastWallCounts>()
        .AddScoped<PromiseWall>()
        .AddScoped<PromiseMessages>()
        .AddScoped<StoryShelf>()
        .AddScoped<StoryList>()
        .AddScoped<DirectoryWriter>()
        .AddScoped<DirectoryRebuild>()
        .AddSingleton<FilterCache>()
        .AddSingleton<AlphabetCache>()
        .AddScoped<DirectorySearch>()
        .AddScoped<NewestListings>()
        .AddScoped<OpenListings>()
        .AddScoped<ListingAddresses>()
        .AddScoped<DirectorySuggestions>()
        .AddScoped<ListingLikeness>()
        .AddScoped<EntryErasure>()
        .AddScoped<EntryEditing>()
        .AddScoped<EntryBelonging>()
        .AddScoped<EntryDecisions>()
        .AddScoped<ListingMerge>()
        .AddSingleton<ListingCheckRun>()
        .AddScoped<ListingCheckBatch>()
        .AddScoped<ListingCheckAnswer>()
        .AddSingleton<FeedbackRun>()
        .AddScoped<FeedbackBatch>()
        .AddScoped<FeedbackFigures>()
        .AddScoped<FeedbackRounds>()
        .AddSingleton<ActiveLine>()
        .AddScoped<FeedbackAnswers>()
        .AddScoped<FeedbackChoices>()
        .AddScoped<StuckTasks>()
        .AddScoped<TextReports>()
        .AddScoped<ReportDecision>()
        .AddScoped<JoinDrafts>()
        .AddScoped<SignUp>()
        .AddScoped<Confirmation>()
        .AddScoped<EmailChange>()
        .AddScoped<MemberApproval>()
        .AddScoped<DuplicateFinder>()
        .AddScoped<EmailCorrection>()
        .AddScoped<MemberLinks>()
        .AddScoped<TextHiding>()
        .AddScoped<PrinciplesPublication>()
        .AddScoped<ApplicationErasure>()
        .AddScoped<MembershipChanges>()
        .AddScoped<MemberDeparture>()
        .AddScoped<FirstData>()
        .AddScoped<DemoNetwork>()
        .AddScoped<RetentionRun>()
        .AddScoped<IRetentionPass, ApplicationRetention>()
        .AddScoped<IRetentionPass, AddressRetention>()
        .AddScoped<IRetentionPass, MailRetention>()
        .AddScoped<IRetentionPass, ReportRetention>()
        .AddScoped<IRetentionPass, NewsletterRetention>();
}
