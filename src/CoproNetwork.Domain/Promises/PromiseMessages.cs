using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using CoproNetwork.Domain.Members;
using Microsoft.EntityFrameworkCore;

namespace CoproNetwork.Domain.Promises;

/// <summary>Carries thanks and offers of help to a promise's maker, and one answer back, by mail and without an address.</summary>
public sealed class PromiseMessages(CoproDbContext db, MailedLinks links, Outbox outbox)
{
    /// <summary>So many messages one member may send in 24 hours.</summary>
    public const int MostADay = 20;

    /// <summary>An offer can be answered by its link for so long.</summary>
    public static readonly TimeSpan ReplyLasts = TimeSpan.FromDays(60);

    /// <summary>The same twice is one. A second offer with the same promise is refused, so that nobody is pressed.</summary>
    /// <exception cref="DomainRuleException">No such promise for a member, one's own, too many, or words missing or too long.</exception>
    public Task SendAsync(string promiseKey, PromiseMessageKind kind, long fromMemberId, string? text, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var card = await db.PromiseCards.AsNoTracking().Where(card => card.Audience == Audience.Members && card.Promise.Key == promiseKey)
            .Select(card => new { card.PromiseId, card.Promise.Text, card.Promise.MemberId, card.Promise.Member.Language }).SingleOrDefaultAsync(token) ?? throw new DomainRuleException("Promises.Message.NoPromise");
        Rules.Must(card.MemberId != fromMemberId, "Promises.Message.Own");
        var from = await db.Members.AsNoTracking().SingleOrDefaultAsync(member => member.Id == fromMemberId && member.Status == MemberStatus.Approved, token) ?? throw new DomainRuleException("Members.NotMember");
        var message = PromiseMessage.Send(card.PromiseId, kind, fromMemberId, text, nowUtc);
        var earlier = await db.PromiseMessages.AsNoTracking().Where(other => other.PromiseId == card.PromiseId && other.Kind == kind && other.FromMemberId == fromMemberId).Select(other => new { other.Text }).SingleOrDefaultAsync(token);
        if (earlier is not null && (kind == PromiseMessageKind.Thanks || earlier.Text == message.Text)) return;
        Rules.Must(earlier is null, "Promises.Message.Twice");
        var dayAgo = nowUtc.AddDays(-1);
        Rules.Must(await db.PromiseMessages.CountAsync(other => other.FromMemberId == fromMemberId && other.AtUtc > dayAgo, token) < MostADay, "Promises.Message.TooMany");
        db.PromiseMessages.Add(message);
        await db.SaveChangesAsync(token);
        var model = new MailModel(Text: message.Text, Promise: card.Text, From: NameOf(from));
        var to = MailTo.Member(card.MemberId) with { AboutMemberId = fromMemberId };
        if (kind == PromiseMessageKind.Thanks) outbox.Queue(MailTemplates.Thanks, model, to, card.Language, MailUrgency.Ordinary, nowUtc);
        else outbox.QueueWithLink(MailTemplates.HelpOffered, model, to, card.Language, LinkPurpose.HelpReply, message.Id, null, ReplyLasts, nowUtc, MailUrgency.Ordinary);
    }, cancellation);

    // Someone under 18 is not named, to a member either.
    private static string? NameOf(Member member) => member.MayBeNamed ? member.Name : null;

    /// <summary>The maker's answer to an offer, by the link in its mail. False where the link is dead. The same answer twice is one.</summary>
    /// <exception cref="DomainRuleException">Answered already otherwise, or words missing or too long.</exception>
    public Task<bool> ReplyAsync(string linkToken, string? text, DateTime nowUtc, CancellationToken cancellation) => db.InTransactionAsync(async token =>
    {
        var link = await links.LookAsync(LinkPurpose.HelpReply, linkToken, nowUtc, token);
        if (link.State != LinkState.Valid) return false;
        var message = await db.PromiseMessages.Include(one => one.Promise).ThenInclude(promise => promise.Member).SingleOrDefaultAsync(one => one.Id == link.SubjectId, token);
        if (message is null) return false;
        if (message.Reply is not null && message.Reply == Rules.Clean(text)) return true;
        message.Answer(text, nowUtc);
        var from = await db.Members.AsNoTracking().SingleAsync(member => member.Id == message.FromMemberId, token);
        outbox.Queue(MailTemplates.HelpAnswered, new(Text: message.Reply, Promise: message.Promise.Text, From: NameOf(message.Promise.Member)), MailTo.Member(from.Id) with { AboutMemberId = message.Promise.MemberId }, from.Language, MailUrgency.Ordinary, nowUtc);
        return true;
    }, cancellation);
}
