namespace CoproNetwork.Domain.Mail;

/// <summary>The mails that the network sends. The Web has one component for each.</summary>
public static class MailTemplates
{
    public const string Confirm = nameof(Confirm);
    public const string ConfirmReminder = nameof(ConfirmReminder);
    public const string AlreadyMember = nameof(AlreadyMember);
    public const string AlreadyApplied = nameof(AlreadyApplied);
    public const string SignIn = nameof(SignIn);
    public const string Question = nameof(Question);
    public const string Declined = nameof(Declined);
    public const string Welcome = nameof(Welcome);
    public const string AddressReminder = nameof(AddressReminder);
    public const string Posted = nameof(Posted);
    public const string BadgeReturned = nameof(BadgeReturned);
    public const string Left = nameof(Left);
    public const string Withdrawn = nameof(Withdrawn);
    public const string TextHidden = nameof(TextHidden);
    public const string ChangeEmail = nameof(ChangeEmail);
    public const string EmailChanged = nameof(EmailChanged);
    public const string EmailCorrected = nameof(EmailCorrected);
    public const string Feedback = nameof(Feedback);
    public const string FeedbackNudge = nameof(FeedbackNudge);
    public const string Thanks = nameof(Thanks);
    public const string HelpOffered = nameof(HelpOffered);
    public const string HelpAnswered = nameof(HelpAnswered);
    public const string ListingApproved = nameof(ListingApproved);
    public const string ListingDeclined = nameof(ListingDeclined);
    public const string ListingHidden = nameof(ListingHidden);
    public const string ListingInvitation = nameof(ListingInvitation);
    public const string ListingCheck = nameof(ListingCheck);
    public const string ListingsMerged = nameof(ListingsMerged);
    public const string Subscribe = nameof(Subscribe);
}

/// <summary>Which text was hidden, as <see cref="MailModel.Subject"/> of <see cref="MailTemplates.TextHidden"/>.</summary>
public static class HiddenText
{
    public const string Promise = "TextHidden.What.Promise";
    public const string Story = "TextHidden.What.Story";
    public const string Listing = "TextHidden.What.Listing";
    public const string Update = "TextHidden.What.Update";
}

/// <summary>What a mail's words are filled with. Only what the mail shows.</summary>
/// <param name="Text">A coordinator's own words: a question or a reason.</param>
/// <param name="Subject">Which text it is about, one of <see cref="HiddenText"/>.</param>
/// <param name="Promise">The words of the promise that it is about.</param>
/// <param name="From">The name of the member whose words it carries.</param>
/// <param name="Listing">The name of the listing that it is about.</param>
/// <param name="ListingKey">Leads its editors to it.</param>
/// <param name="OtherListing">The name of what was merged into it.</param>
public sealed record MailModel(string? Text = null, string? Subject = null, long? MemberNumber = null, int? BadgeEdition = null, int? BadgeNumber = null, string? Promise = null, string? From = null, string? Listing = null, string? ListingKey = null, string? OtherListing = null);
