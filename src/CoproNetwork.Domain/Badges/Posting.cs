using CoproNetwork.Domain.Common;

namespace CoproNetwork.Domain.Badges;

public enum PostingStatus
{
    AddressAsked = 0,
    AddressGiven = 1,
    Printed = 2,
    Posted = 3,
    Returned = 4,

    /// <summary>The member left before the badge was posted.</summary>
    Ended = 5,
}

/// <summary>An approved member's badge on its way. The address is kept encrypted and erased 30 days after posting.</summary>
public sealed class Posting : IVersioned
{
    /// <summary>Long enough for the protected form of the longest address.</summary>
    public const int ProtectedAddressMaxLength = 4000;

    /// <summary>The address is kept so long after posting, in case the letter comes back.</summary>
    public static readonly TimeSpan AddressKept = TimeSpan.FromDays(30);

    private Posting() { }

    public long Id { get; private set; }

    public Guid Version { get; private set; }

    public long BadgeId { get; private set; }

    public Badge Badge { get; private set; } = null!;

    public PostingStatus Status { get; private set; }

    public DateTime AskedAtUtc { get; private set; }

    public DateTime? RemindedAtUtc { get; private set; }

    public DateTime? AddressGivenAtUtc { get; private set; }

    public DateTime? PrintedAtUtc { get; private set; }

    public DateTime? PostedAtUtc { get; private set; }

    public DateTime? ReturnedAtUtc { get; private set; }

    /// <summary>See <see cref="AddressProtection"/>; null before it is given and after it is erased.</summary>
    public string? ProtectedAddress { get; private set; }

    public static Posting AskAddress(Badge badge, DateTime nowUtc) => new() { Badge = badge, AskedAtUtc = nowUtc };

    public void NoteReminder(DateTime nowUtc) => RemindedAtUtc = nowUtc;

    /// <summary>Given the first time, corrected before posting, or given anew after a return.</summary>
    /// <exception cref="DomainRuleException">The badge is posted already, or its holder has left.</exception>
    public void GiveAddress(string protectedAddress, DateTime nowUtc)
    {
        Rules.Must(Status is PostingStatus.AddressAsked or PostingStatus.AddressGiven or PostingStatus.Printed or PostingStatus.Returned, "Badges.AlreadyPosted");
        ProtectedAddress = protectedAddress;
        AddressGivenAtUtc = nowUtc;
        PrintedAtUtc = null;
        Status = PostingStatus.AddressGiven;
    }

    /// <exception cref="DomainRuleException">There is no address to print.</exception>
    public void NotePrinted(DateTime nowUtc)
    {
        Rules.Must(Status is PostingStatus.AddressGiven or PostingStatus.Printed, "Badges.NotToPost");
        Status = PostingStatus.Printed;
        PrintedAtUtc = nowUtc;
    }

    /// <exception cref="DomainRuleException">It has no address, or was posted already.</exception>
    public void NotePosted(DateTime nowUtc)
    {
        Rules.Must(Status is PostingStatus.AddressGiven or PostingStatus.Printed, "Badges.NotToPost");
        Status = PostingStatus.Posted;
        PostedAtUtc = nowUtc;
    }

    /// <summary>The letter came back: the member is asked again; the address that failed is erased.</summary>
    /// <exception cref="DomainRuleException">It was not posted.</exception>
    public void NoteReturned(DateTime nowUtc)
    {
        Rules.Must(Status == PostingStatus.Posted, "Badges.NotPosted");
        Status = PostingStatus.Returned;
        ReturnedAtUtc = nowUtc;
        PostedAtUtc = PrintedAtUtc = null;
        ProtectedAddress = null;
    }

    public void EraseAddress() => ProtectedAddress = null;

    /// <summary>The member left: nothing more is posted; a badge already on its way stays posted.</summary>
    public void End()
    {
        ProtectedAddress = null;
        RemindedAtUtc = AddressGivenAtUtc = PrintedAtUtc = ReturnedAtUtc = null;
        if (Status != PostingStatus.Posted) Status = PostingStatus.Ended;
    }
}
