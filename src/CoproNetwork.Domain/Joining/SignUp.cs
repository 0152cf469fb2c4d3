using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Feedback;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using CoproNetwork.Domain.Principles;
using CoproNetwork.Domain.Promises;
using CoproNetwork.Domain.Stories;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Joining;

/// <summary>What is asked last, beside the button that sends.</summary>
public sealed record LastChoices(bool WantsListing, bool WantsNewsletter);

/// <summary>Sends a Membership Form: the application, with all it says, and its mail, in one transaction.</summary>
public sealed class SignUp(CoproDbContext db, JoinDrafts drafts, MailedLinks links, Outbox outbox)
{
    public static readonly TimeSpan ConfirmationLasts = TimeSpan.FromDays(7);

    /// <summary>So many mails of this form go to one address in 24 hours, however often someone sends it: nobody's inbox is to be filled from here.</summary>
    public const int MostConfirmationsADay = 5;

    /// <summary>Sends the draft's form. A doubled or replayed call does nothing more. The caller learns nothing about whether the address is known.</summary>
    /// <param name="choices">Taken in the same transaction, so that two presses never find the draft changed by each other; null leaves what the draft says.</param>
    /// <exception cref="DomainRuleException">There is no draft, or something in it is missing or wrong.</exception>
    public Task SendAsync(string draftToken, LastChoices? choices, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var row = await drafts.RowAsync(draftToken, nowUtc, token) ?? throw new DomainRuleException("Joining.NoDraft");
        if (row.SentAtUtc is not null) return;
        var answers = drafts.Open(row).Answers;
        if (choices is not null) answers = answers with { WantsListing = choices.WantsListing, WantsNewsletter = choices.WantsNewsletter };
        var email = EmailAddress.Check(answers.Email);
        var key = EmailAddress.Key(email);
        var known = await db.Members.SingleOrDefaultAsync(member => member.ConfirmedEmailKey == key, token);
        if (known is not null && known.Status != MemberStatus.Declined)
        {
            drafts.Close(row, null, nowUtc);
            if (await MayMailAsync(email, nowUtc, token)) outbox.Queue(known.Status == MemberStatus.Applied ? MailTemplates.AlreadyApplied : MailTemplates.AlreadyMember, new(), MailTo.Member(known.Id), known.Language, MailUrgency.Awaited, nowUtc);
            return;
        }

        var member = Member.Apply(answers.ToDetails(), email, answers.WantsListing, answers.WantsNewsletter, nowUtc);
        await AddAsync(member, answers, nowUtc, token);
        await db.SaveChangesAsync(token);
        drafts.Close(row, member.Id, nowUtc);
        if (await MayMailAsync(email, nowUtc, token)) QueueConfirmation(member, MailTemplates.Confirm, nowUtc);
    }, cancellation);

    /// <summary>A form that came on paper, typed in by a coordinator: it waits for approval at once.</summary>
    /// <exception cref="DomainRuleException">Something is missing or wrong, or the address is a member's already.</exception>
    public Task<long> TypeInAsync(JoinAnswers answers, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var key = EmailAddress.Key(EmailAddress.Check(answers.Email));
        var known = await db.Members.SingleOrDefaultAsync(other => other.ConfirmedEmailKey == key, token);
        Rules.Must(known is null or { Status: MemberStatus.Declined }, "Members.Email.Taken");
        if (known is not null)
        {
            known.ReleaseEmail();
            await db.SaveChangesAsync(token);
        }

        var member = Member.ApplyOnPaper(answers.ToDetails(), answers.Email!, answers.WantsListing, answers.WantsNewsletter, nowUtc);
        await AddAsync(member, answers, nowUtc, token);
        await Confirmation.GiveAccountAsync(db, member, token);
        await db.SaveChangesAsync(token);
        return member.Id;
    }, cancellation);

    /// <summary>As the other, for the browser that sent the form. Says nothing about what became of it.</summary>
    public async Task SendAgainAsync(string draftToken, DateTime nowUtc, CancellationToken cancellation)
    {
        var row = await drafts.RowAsync(draftToken, nowUtc, cancellation);
        if (row is not null && drafts.MemberOf(row) is { } memberId) await SendAgainAsync(memberId, nowUtc, cancellation);
    }

    /// <summary>
    /// A fresh confirmation link for an application that is still unconfirmed; the old ones die. Anything else, or more than
    /// <see cref="MostConfirmationsADay"/>: nothing.
    /// </summary>
    public Task SendAgainAsync(long memberId, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var member = await db.Members.SingleOrDefaultAsync(m => m.Id == memberId && m.Status == MemberStatus.Unconfirmed, token);
        if (member is null) return;
        if (!await MayMailAsync(member.Email!, nowUtc, token)) return;
        await links.RevokeAsync(LinkPurpose.Confirm, memberId, nowUtc, token);
        QueueConfirmation(member, MailTemplates.Confirm, nowUtc);
    }, cancellation);

    private async Task<bool> MayMailAsync(string email, DateTime nowUtc, CancellationToken cancellation)
    {
        var (alike, dayAgo) = (EmailAddress.LikenessKey(email), nowUtc.AddDays(-1));
        string[] ours = [MailTemplates.Confirm, MailTemplates.AlreadyMember, MailTemplates.AlreadyApplied];
        return await db.Members.Where(member => member.EmailLikenessKey == alike)
            .Join(db.OutboxMails.Where(mail => mail.RecipientKind == RecipientKind.Member), member => member.Id, mail => mail.RecipientId, (_, mail) => mail)
            .CountAsync(mail => mail.CreatedAtUtc > dayAgo && ours.Contains(mail.Template), cancellation) < MostConfirmationsADay;
    }

    internal void QueueConfirmation(Member member, string template, DateTime nowUtc) =>
        outbox.QueueWithLink(template, new(), MailTo.Member(member.Id), member.Language, LinkPurpose.Confirm, member.Id, null, ConfirmationLasts, nowUtc);

    private async Task AddAsync(Member member, JoinAnswers answers, DateTime nowUtc, CancellationToken cancellation)
    {
        var principles = await AgreedPrinciplesAsync(answers, cancellation);
        db.Members.Add(member);
        db.Agreements.Add(Agreement.Give(member, principles.Id, answers.AgreedIn ?? SiteLanguage.English, answers.WouldChange, nowUtc));
        db.CheckIns.Add(CheckIn.AtJoining(member, answers.OwnLife, answers.Work, answers.Community, answers.Words, nowUtc));
        db.Promises.Add(Promise.Make(member, answers.PromiseText, answers.PromiseLanguage ?? SiteLanguage.English, answers.Theme ?? 0, answers.Visibility ?? 0, nowUtc));
        db.Stories.Add(Story.Tell(member, answers.StoryTitle, answers.StoryText, answers.StoryLanguage ?? SiteLanguage.English, answers.Theme ?? 0, answers.Consent ?? 0, nowUtc));
    }

    /// <summary>The current version, every principle of which was agreed to. One published since means: agree anew.</summary>
    private async Task<PrinciplesVersion> AgreedPrinciplesAsync(JoinAnswers answers, CancellationToken cancellation)
    {
        var current = await db.CurrentPrinciplesAsync(cancellation);
        Rules.Must(answers.PrinciplesVersionId == current.Id && current.Principles.All(principle => answers.Agreed.Contains(principle.Id)), "Joining.AgreeToAll");
        return current;
    }
}
