using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Accounts;

/// <summary>Signing in by a mailed link that works once, for 15 minutes, in the browser that asked.</summary>
public sealed class SignInLinks(CoproDbContext db, MailedLinks links, Outbox outbox)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    /// <summary>So many links an hour are mailed to one account; a further request is passed over in silence.</summary>
    public const int HourlyLimit = 6;

    /// <summary>Mails a link when the address is known, in the member's language, or that of the page for who is no member. The caller cannot tell which it was, hardly by the time it takes: a row is written either way.</summary>
    public async Task RequestAsync(string email, string browserToken, MailLanguage pageLanguage, DateTime nowUtc, CancellationToken cancellation)
    {
        var key = Account.Key(email);
        var known = await db.Users.AsNoTracking().Where(account => account.NormalizedEmail == key).Select(account => new { account.Id, Language = account.Member == null ? pageLanguage : account.Member.Language }).SingleOrDefaultAsync(cancellation);
        var accountId = known?.Id ?? 0;
        var since = nowUtc.AddHours(-1);
        var recent = await db.MailedLinks.Where(link => link.Purpose == LinkPurpose.SignIn && link.SubjectId == accountId && link.MadeAtUtc > since).Take(HourlyLimit).CountAsync(cancellation);
        if (known is not null && recent < HourlyLimit)
            outbox.QueueWithLink(MailTemplates.SignIn, new(), MailTo.Account(accountId), known.Language, LinkPurpose.SignIn, accountId, RandomToken.Hash(browserToken), Lasts, nowUtc);
        else db.MailedLinks.Add(MailedLink.Make(LinkPurpose.SignIn, 0, RandomToken.Make(), null, nowUtc, Lasts));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The account to sign in, for one browser's press and its doubles; null when the link is dead.</summary>
    public async Task<Account?> RedeemAsync(string token, string? browserToken, DateTime nowUtc, CancellationToken cancellation)
    {
        var isFirst = await links.TryUseAsync(LinkPurpose.SignIn, token, browserToken, nowUtc, cancellation);
        var link = await links.LookAsync(LinkPurpose.SignIn, token, nowUtc, cancellation);
        var isDouble = link.WasJustUsed(nowUtc) && browserToken is not null && link.BrowserHash == RandomToken.Hash(browserToken);
        if (!isFirst && !isDouble) return null;
        return await db.Users.SingleOrDefaultAsync(account => account.Id == link.SubjectId, cancellation);
    }
}
