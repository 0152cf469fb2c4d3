using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Mail;

public enum LinkPurpose
{
    Confirm = 1,
    SignIn = 2,
    BadgeAddress = 3,
    ChangeEmail = 4,

    /// <summary>To answer a six-monthly request, or to choose how often to be asked.</summary>
    Feedback = 5,

    /// <summary>To answer someone's offer of help.</summary>
    HelpReply = 6,

    /// <summary>To say whether a listing is still right.</summary>
    ListingCheck = 7,

    /// <summary>One more press to get the newsletter.</summary>
    Subscribe = 8,
}

/// <summary>A link that was mailed: for one purpose and one subject, until it is used or expires. Only the token's hash is kept.</summary>
public sealed class MailedLink
{
    private MailedLink() { }

    public long Id { get; private set; }

    public LinkPurpose Purpose { get; private set; }

    /// <summary>Member id; for <see cref="LinkPurpose.SignIn"/> the account's, for <see cref="LinkPurpose.Feedback"/> the request's, for <see cref="LinkPurpose.HelpReply"/> the message's, for <see cref="LinkPurpose.ListingCheck"/> the listing's, for <see cref="LinkPurpose.Subscribe"/> the subscriber's.</summary>
    public long SubjectId { get; private set; }

    public string TokenHash { get; private set; } = null!;

    /// <summary>Hash of the cookie of the browser that asked; null where any browser will do.</summary>
    public string? BrowserHash { get; private set; }

    public DateTime MadeAtUtc { get; private set; }

    public DateTime ExpiresAtUtc { get; private set; }

    public DateTime? UsedAtUtc { get; private set; }

    public static MailedLink Make(LinkPurpose purpose, long subjectId, string token, string? browserHash, DateTime nowUtc, TimeSpan lifetime) => new()
    {
        Purpose = purpose,
        SubjectId = subjectId,
        TokenHash = RandomToken.Hash(token),
        BrowserHash = browserHash,
        MadeAtUtc = nowUtc,
        ExpiresAtUtc = nowUtc + lifetime,
    };
}

public enum LinkState
{
    Unknown = 0,
    Valid = 1,
    Used = 2,
    Expired = 3,
}

/// <summary>What a token leads to. <see cref="SubjectId"/> is set for used and expired links too, so that a page can offer a fresh one.</summary>
/// <param name="BrowserHash">Of the browser that asked or, once used, that used it; null where it was revoked.</param>
/// <param name="UsedAtUtc">When it was used or revoked.</param>
public sealed record LinkView(LinkState State, long SubjectId, string? BrowserHash, DateTime? UsedAtUtc)
{
    /// <summary>A second press within this time is taken for a doubled one.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    public bool WasJustUsed(DateTime nowUtc) => State == LinkState.Used && UsedAtUtc > nowUtc - Moment;
}

/// <summary>Looks at, uses and revokes mailed links.</summary>
public sealed class MailedLinks(CoproDbContext db)
{
    /// <summary>Purposes whose subject is a member.</summary>
    public static readonly LinkPurpose[] OfMembers = [LinkPurpose.Confirm, LinkPurpose.BadgeAddress, LinkPurpose.ChangeEmail];

    /// <summary>Looking changes nothing: mail scanners open every link.</summary>
    public async Task<LinkView> LookAsync(LinkPurpose purpose, string? token, DateTime nowUtc, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 100) return new(LinkState.Unknown, 0, null, null);
        var hash = RandomToken.Hash(token);
        var link = await db.MailedLinks.AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash && l.Purpose == purpose, cancellation);
        if (link is null) return new(LinkState.Unknown, 0, null, null);
        var state = link.UsedAtUtc is not null ? LinkState.Used : link.ExpiresAtUtc <= nowUtc ? LinkState.Expired : LinkState.Valid;
        return new(state, link.SubjectId, link.BrowserHash, link.UsedAtUtc);
    }

    /// <summary>True for exactly one caller, even when two press at once.</summary>
    /// <param name="browserToken">The browser that uses it; null where that does not matter.</param>
    public async Task<bool> TryUseAsync(LinkPurpose purpose, string token, string? browserToken, DateTime nowUtc, CancellationToken cancellation)
    {
        var (hash, browserHash) = (RandomToken.Hash(token), browserToken is null ? null : RandomToken.Hash(browserToken));
        return await db.MailedLinks
            .Where(link => link.TokenHash == hash && link.Purpose == purpose && link.UsedAtUtc == null && link.ExpiresAtUtc > nowUtc)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAtUtc, nowUtc).SetProperty(link => link.BrowserHash, browserHash), cancellation) == 1;
    }

    /// <summary>Every unused link of this purpose and subject is dead from now on.</summary>
    public Task RevokeAsync(LinkPurpose purpose, long subjectId, DateTime nowUtc, CancellationToken cancellation) =>
        RevokeAsync(db.MailedLinks.Where(link => link.Purpose == purpose && link.SubjectId == subjectId && link.UsedAtUtc == null), nowUtc, cancellation);

    /// <summary>As the other, for any selection. No browser is left that could be taken for one that had used it.</summary>
    public static Task RevokeAsync(IQueryable<MailedLink> unused, DateTime nowUtc, CancellationToken cancellation) =>
        unused.ExecuteUpdateAsync(set => set.SetProperty(link => link.UsedAtUtc, nowUtc).SetProperty(link => link.BrowserHash, (string?)null), cancellation);
}
