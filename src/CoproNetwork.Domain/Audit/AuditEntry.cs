namespace CoproNetwork.Domain.Audit;

/// <summary>Stable names of what is written into the audit trail.</summary>
public static class AuditActions
{
    public const string ApplicationRead = "application.read";
    public const string ApplicationApproved = "application.approved";
    public const string ApplicationDeclined = "application.declined";
    public const string ApplicationAsked = "application.asked";
    public const string ApplicationNoted = "application.noted";
    public const string ApplicationTyped = "application.typed-from-paper";
    public const string ConfirmationResent = "application.confirmation-sent-again";
    public const string MemberRead = "member.read";
    public const string MembersSearched = "members.searched";
    public const string ApplicationsListed = "applications.listed";
    public const string MembersListed = "members.listed";
    public const string PostingsListed = "postings.listed";
    public const string MailsListed = "mails.listed";
    public const string EmailCorrected = "member.email-corrected";
    public const string TextHidden = "text.hidden";
    public const string TextShown = "text.shown-again";
    public const string AddressRead = "address.read";
    public const string AddressEntered = "address.entered";
    public const string AddressReminded = "address.reminded";
    public const string LabelsPrinted = "labels.printed";
    public const string BadgePosted = "badge.posted";
    public const string BadgeReturned = "badge.returned";
    public const string PrinciplesPublished = "principles.published";
    public const string SettingsChanged = "settings.changed";
    public const string CapacityChanged = "badge-edition.capacity-changed";
    public const string MailRetried = "mail.retried";
    public const string TasksListed = "tasks.listed";
    public const string TaskRead = "task.read";
    public const string TaskTaken = "task.taken";
    public const string TaskNoted = "task.noted";
    public const string TaskClosed = "task.closed";
    public const string ReportsListed = "reports.listed";
    public const string ReportRead = "report.read";
    public const string ReportDecided = "report.decided";
    public const string FeedbackListed = "feedback.listed";
    public const string FeedbackExported = "feedback.exported";
    public const string CoordinatorAdded = "coordinator.added";
    public const string ListingsListed = "listings.listed";
    public const string ListingRead = "listing.read";
    public const string ListingApproved = "listing.approved";
    public const string ListingDeclined = "listing.declined";
    public const string ListingHidden = "listing.hidden";
    public const string ListingShown = "listing.shown-again";
    public const string ListingsMerged = "listings.merged";
    public const string ListingsKeptApart = "listings.kept-apart";
    public const string NewsletterStarted = "newsletter.started";
    public const string NewsletterWritten = "newsletter.written";
    public const string NewsletterTested = "newsletter.test-sent";
    public const string NewsletterScheduled = "newsletter.scheduled";
    public const string NewsletterTakenBack = "newsletter.taken-back";
    public const string NewsletterPaused = "newsletter.paused";
    public const string NewsletterTriedAgain = "newsletter.tried-again";
    public const string NewsletterResumed = "newsletter.resumed";
    public const string NewsletterEnded = "newsletter.ended";

    /// <summary>Those whose subject is no member; all others make up a member's trail.</summary>
    public static IReadOnlyList<string> NotOfMembers { get; } = [MembersSearched, ApplicationsListed, MembersListed, PostingsListed, MailsListed, PrinciplesPublished, SettingsChanged, CapacityChanged, CoordinatorAdded, TasksListed, ReportsListed, FeedbackListed, FeedbackExported,
        ListingsListed, ListingRead, ListingApproved, ListingDeclined, ListingHidden, ListingShown, ListingsMerged, ListingsKeptApart,
        NewsletterStarted, NewsletterWritten, NewsletterTested, NewsletterScheduled, NewsletterTakenBack, NewsletterPaused, NewsletterResumed, NewsletterTriedAgain];
}

/// <summary>A desk action that read or changed a person's data: who, what, whose, when. Holds ids, never the data.</summary>
public sealed class AuditEntry
{
    public const int ActionMaxLength = 60;

    private AuditEntry() { }

    public long Id { get; private set; }

    public DateTime AtUtc { get; private set; }

    /// <summary>The account that acted; null for the command line.</summary>
    public long? ActorAccountId { get; private set; }

    public string Action { get; private set; } = null!;

    /// <summary>Member id (or the id of what the action names); null when it concerns nobody in particular.</summary>
    public long? SubjectId { get; private set; }

    public static AuditEntry Record(long? actorAccountId, string action, long? subjectId, DateTime nowUtc) =>
        new() { ActorAccountId = actorAccountId, Action = action, SubjectId = subjectId, AtUtc = nowUtc };
}
