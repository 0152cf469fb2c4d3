using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Members;

/// <summary>Someone who sent the Membership Form: a person, an organisation or a group.</summary>
public sealed class Member : IVersioned, IPublicContent
{
    public const int NameMaxLength = 120;
    public const int OrganisationMaxLength = 160;
    public const int RoleMaxLength = 120;
    public const int ReasonMaxLength = 1000;

    private Member() { }

    public long Id { get; private set; }

    public Guid Version { get; private set; }

    /// <summary>Random, for addresses that must name a membership before it has a number.</summary>
    public string Key { get; private set; } = null!;

    /// <summary>Given at approval, from 1, never again; null before.</summary>
    public long? Number { get; private set; }

    public MemberStatus Status { get; private set; }

    public MemberKind Kind { get; private set; }

    public AgeBand Age { get; private set; }

    public string Name { get; private set; } = null!;

    /// <summary>Folded name, for finding duplicates.</summary>
    public string NameKey { get; private set; } = null!;

    public string? OrganisationName { get; private set; }

    public string? Role { get; private set; }

    public string? GuardianName { get; private set; }

    /// <summary>Null once the member has left.</summary>
    public string? Email { get; private set; }

    /// <summary>Unique among confirmed members; null before confirmation, so that nobody can block another's address.</summary>
    public string? ConfirmedEmailKey { get; private set; }

    public string? EmailLikenessKey { get; private set; }

    /// <summary>An address that the member wants instead, until a link mailed to it is pressed; null when none.</summary>
    public string? NewEmail { get; private set; }

    public MailLanguage Language { get; private set; }

    public int? PlaceId { get; private set; }

    public string? AreaCode { get; private set; }

    public bool OutsideWales { get; private set; }

    /// <summary>The member's own wish; see <see cref="MayBeListed"/>.</summary>
    public bool WantsListing { get; private set; }

    /// <summary>Set when a coordinator hid the listing.</summary>
    public DateTime? ListingHiddenAtUtc { get; private set; }

    public string? ListingHiddenReason { get; private set; }

    /// <summary>Why a coordinator hid a promise that was then withdrawn: the next one begins hidden, until a coordinator shows it.</summary>
    public string? PromiseHeldReason { get; private set; }

    /// <summary>As <see cref="PromiseHeldReason"/>, of a story.</summary>
    public string? StoryHeldReason { get; private set; }

    /// <summary>When the member agreed to the newsletter; null without consent.</summary>
    public DateTime? NewsletterAgreedAtUtc { get; private set; }

    /// <summary>Typed in at the desk from a form on paper.</summary>
    public bool CameOnPaper { get; private set; }

    public DateTime SentAtUtc { get; private set; }

    public DateTime? RemindedAtUtc { get; private set; }

    public DateTime? ConfirmedAtUtc { get; private set; }

    public DateTime? ApprovedAtUtc { get; private set; }

    public DateTime? DeclinedAtUtc { get; private set; }

    public string? DeclineReason { get; private set; }

    public DateTime? LeftAtUtc { get; private set; }

    /// <summary>When they joined or last gave feedback, whichever is later: who is active hangs on it. Null before approval and after leaving.</summary>
    public DateTime? LastHeardAtUtc { get; private set; }

    /// <summary>Since when a server has refused mail to <see cref="Email"/> for good; another address lifts it.</summary>
    public DateTime? EmailHeldAtUtc { get; private set; }

    /// <summary>Approved, of age, willing, and not hidden by a coordinator.</summary>
    public bool MayBeListed => Status == MemberStatus.Approved && Age == AgeBand.Adult && WantsListing && ListingHiddenAtUtc is null;

    /// <summary>Under 18s are never named in public.</summary>
    public bool MayBeNamed => Status == MemberStatus.Approved && Age == AgeBand.Adult;

    public Whereabouts Where => new(PlaceId, AreaCode, OutsideWales);

    /// <summary>The Membership Form was sent; the email address is not yet known to be theirs.</summary>
    /// <exception cref="DomainRuleException">A detail is missing, too long, or does not fit the kind or age.</exception>
    public static Member Apply(MemberDetails details, string email, bool wantsListing, bool wantsNewsletter, DateTime nowUtc)
    {
        var member = new Member { Key = RandomToken.Make(), Status = MemberStatus.Unconfirmed, SentAtUtc = nowUtc };
        member.Take(details);
        member.TakeEmail(email);
        member.ChooseListing(wantsListing);
        member.ChooseNewsletter(wantsNewsletter, nowUtc);
        return member;
    }

    /// <summary>A form that came on paper: the coordinator who types it stands for the address, so it is confirmed at once.</summary>
    /// <exception cref="DomainRuleException">As <see cref="Apply"/>.</exception>
    public static Member ApplyOnPaper(MemberDetails details, string email, bool wantsListing, bool wantsNewsletter, DateTime nowUtc)
    {
        var member = Apply(details, email, wantsListing, wantsNewsletter, nowUtc);
        member.CameOnPaper = true;
        member.Confirm(nowUtc);
        return member;
    }

    /// <exception cref="DomainRuleException">The membership is not waiting for confirmation.</exception>
    public void Confirm(DateTime nowUtc)
    {
        Rules.Must(Status == MemberStatus.Unconfirmed, "Members.NotUnconfirmed");
        Status = MemberStatus.Applied;
        ConfirmedAtUtc = nowUtc;
        ConfirmedEmailKey = EmailAddress.Key(Email!);
    }

    public void NoteReminder(DateTime nowUtc) => RemindedAtUtc = nowUtc;

    /// <exception cref="DomainRuleException">The membership is not waiting for a decision.</exception>
    public void Approve(long number, DateTime nowUtc)
    {
        Rules.Must(Status == MemberStatus.Applied, "Members.NotApplied");
        Status = MemberStatus.Approved;
        Number = number;
        ApprovedAtUtc = LastHeardAtUtc = nowUtc;
    }

    /// <summary>They gave feedback.</summary>
    /// <exception cref="DomainRuleException">Not a member.</exception>
    public void HearFrom(DateTime nowUtc)
    {
        Rules.Must(Status == MemberStatus.Approved, "Members.NotMember");
        if (LastHeardAtUtc is null || LastHeardAtUtc < nowUtc) LastHeardAtUtc = nowUtc;
    }

    /// <exception cref="DomainRuleException">The membership is not waiting for a decision, or the reason is missing.</exception>
    public void Decline(string? reason, DateTime nowUtc)
    {
        Rules.Must(Status == MemberStatus.Applied, "Members.NotApplied");
        DeclineReason = Rules.Text(reason, ReasonMaxLength, "Members.DeclineReason");
        Status = MemberStatus.Declined;
        DeclinedAtUtc = nowUtc;
    }

    /// <exception cref="DomainRuleException">As <see cref="Apply"/>.</exception>
    public void ChangeDetails(MemberDetails details) => Take(details);

    /// <exception cref="DomainRuleException">Not an email address.</exception>
    public void CorrectEmail(string email)
    {
        TakeEmail(email);
        if (ConfirmedEmailKey is not null) ConfirmedEmailKey = EmailAddress.Key(Email!);
    }

    /// <summary>The member wants another address; nothing changes until a link mailed there is pressed.</summary>
    /// <exception cref="DomainRuleException">Not an email address, or the one that they have.</exception>
    public void AskForEmail(string? email)
    {
        var address = EmailAddress.Check(email);
        Rules.Must(address != Email, "Members.Email.Same");
        NewEmail = address;
    }

    /// <summary>The link was pressed: the new address is theirs.</summary>
    /// <exception cref="DomainRuleException">No new address was asked for.</exception>
    public void TakeNewEmail()
    {
        Rules.Must(NewEmail is not null, "Members.Email.NoneAsked");
        CorrectEmail(NewEmail!);
    }

    /// <summary>Lets the address go, so that someone declined may apply again with it.</summary>
    public void ReleaseEmail()
    {
        Rules.Must(Status is MemberStatus.Declined or MemberStatus.Left, "Members.NotDeclined");
        ConfirmedEmailKey = null;
    }

    public void ChooseListing(bool wanted) => WantsListing = wanted && Age == AgeBand.Adult;

    public void ChooseNewsletter(bool wanted, DateTime nowUtc) => NewsletterAgreedAtUtc = wanted ? NewsletterAgreedAtUtc ?? nowUtc : null;

    /// <exception cref="DomainRuleException">The reason is missing or too long.</exception>
    public void HideListing(string? reason, DateTime nowUtc)
    {
        ListingHiddenReason = Rules.Text(reason, ReasonMaxLength, "Members.HideReason");
        ListingHiddenAtUtc = nowUtc;
    }

    public void ShowListingAgain()
    {
        ListingHiddenReason = null;
        ListingHiddenAtUtc = null;
    }

    /// <summary>A promise was withdrawn; what a coordinator had hidden is not to come back by being made anew.</summary>
    public void HoldPromise(string? hiddenReason) => PromiseHeldReason = hiddenReason;

    /// <summary>As <see cref="HoldPromise"/>, of a story.</summary>
    public void HoldStory(string? hiddenReason) => StoryHeldReason = hiddenReason;

    /// <summary>Everything that tells who they were is erased; number, kind, dates and area stay, so that no number is given twice and counts stay true.</summary>
    /// <exception cref="DomainRuleException">Not a member.</exception>
    public void Leave(DateTime nowUtc)
    {
        Rules.Must(Status == MemberStatus.Approved, "Members.NotMember");
        Status = MemberStatus.Left;
        LeftAtUtc = nowUtc;
        Name = NameKey = "";
        OrganisationName = Role = GuardianName = Email = NewEmail = ConfirmedEmailKey = EmailLikenessKey = DeclineReason = ListingHiddenReason = PromiseHeldReason = StoryHeldReason = null;
        PlaceId = null;
        WantsListing = false;
        NewsletterAgreedAtUtc = RemindedAtUtc = ConfirmedAtUtc = ListingHiddenAtUtc = LastHeardAtUtc = EmailHeldAtUtc = null;

        // Neither the age nor the language is kept, nor how the form came: these are the values of someone of whom nothing is known.
        (Age, Language, CameOnPaper, SentAtUtc) = (AgeBand.Adult, MailLanguage.Both, false, ApprovedAtUtc!.Value);
    }

    /// <summary>Says its owner.</summary>
    internal void EmailArrives() => EmailHeldAtUtc = null;

    private void Take(MemberDetails details)
    {
        Name = Rules.Text(details.Name, NameMaxLength, "Members.Name");
        NameKey = Folding.Fold(Name);
        Rules.Must(Enum.IsDefined(details.Kind), "Members.Kind.Required");
        Rules.Must(Enum.IsDefined(details.Age), "Members.Age.Required");
        Rules.Must(Enum.IsDefined(details.Language), "Members.Language.Required");
        Rules.Must(details.Kind == MemberKind.Person || details.Age == AgeBand.Adult, "Members.Age.OnlyPersons");
        Kind = details.Kind;
        Age = details.Age;
        OrganisationName = Rules.OptionalText(details.OrganisationName, OrganisationMaxLength, "Members.Organisation");
        Role = Rules.OptionalText(details.Role, RoleMaxLength, "Members.Role");
        GuardianName = Age == AgeBand.Under13 ? Rules.Text(details.GuardianName, NameMaxLength, "Members.Guardian") : null;
        (PlaceId, AreaCode, OutsideWales) = details.Where;
        Language = details.Language;
        if (Age != AgeBand.Adult) WantsListing = false;
    }

    private void TakeEmail(string email)
    {
        Email = EmailAddress.Check(email);
        NewEmail = null;
        EmailHeldAtUtc = null;
        EmailLikenessKey = EmailAddress.LikenessKey(Email);
    }
}
