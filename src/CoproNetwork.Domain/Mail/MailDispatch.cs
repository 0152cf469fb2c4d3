using System.Text.Json;
using CoproNetwork.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoproNetwork.Domain.Mail;

/// <summary>What one pass did.</summary>
public sealed record DispatchResult(int Sent, int Failed, int Dropped)
{
    public int Total => Sent + Failed + Dropped;
}

/// <summary>
/// One pass over the outbox: what is awaited first, each mail claimed by one conditional update, so that any number of
/// processes may run at once and a killed one loses nothing: its claim lapses and the mail goes out with the same Message-Id.
/// </summary>
public sealed partial class MailDispatch(IServiceScopeFactory scopes, IMailTransport transport, TimeProvider clock, ILogger<MailDispatch> logger)
{
    /// <summary>So few are looked at together that an awaited mail never stands behind many others.</summary>
    private const int Candidates = 5;

    private DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    /// <summary>Sends until nothing is due, or until nothing can be sent just now. Cancelled, it ends after the mail at hand.</summary>
    public async Task<DispatchResult> RunAsync(CancellationToken cancellation)
    {
        var (sent, failed, dropped) = (0, 0, 0);
        while (!cancellation.IsCancellationRequested && await HandleNextAsync(cancellation) is { } outcome)
        {
            if (outcome.Status == MailStatus.Sent) sent++;
            else if (outcome.Status == MailStatus.Dropped) dropped++;
            else failed++;
            if (outcome.NothingCanBeSent) break;
        }

        if (sent + failed + dropped > 0) Log.Passed(logger, sent, failed, dropped);
        return new(sent, failed, dropped);
    }

    /// <summary>The next mail that no other process has; null when nothing is due.</summary>
    private async Task<Outcome?> HandleNextAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CoproDbContext>();
        while (await DueAsync(db, cancellation) is { Count: > 0 } due)
            foreach (var candidate in due)
                if (await ClaimAsync(db, candidate, cancellation) && await db.OutboxMails.SingleOrDefaultAsync(mail => mail.Id == candidate.Id, cancellation) is { } mail)
                    return await HandleAsync(scope.ServiceProvider, db, mail, cancellation);
        return null;
    }

    /// <summary>Each urgency is a range of one index, so that however many others wait, this reads a few rows.</summary>
    private async Task<List<DueMail>> DueAsync(CoproDbContext db, CancellationToken cancellation)
    {
        var nowUtc = NowUtc;
        foreach (var urgency in Enum.GetValues<MailUrgency>())
        {
            var due = await db.OutboxMails.AsNoTracking()
                .Where(mail => mail.Status == MailStatus.Waiting && mail.Urgency == urgency && mail.NextAttemptAtUtc <= nowUtc)
                .OrderBy(mail => mail.NextAttemptAtUtc).ThenBy(mail => mail.Id)
                .Take(Candidates)
                .Select(mail => new DueMail(mail.Id, mail.NextAttemptAtUtc))
                .ToListAsync(cancellation);
            if (due.Count > 0) return due;
        }

        return [];
    }

    private async Task<bool> ClaimAsync(CoproDbContext db, DueMail due, CancellationToken cancellation)
    {
        var until = NowUtc + OutboxMail.Claim;
        return await db.OutboxMails
            .Where(mail => mail.Id == due.Id && mail.Status == MailStatus.Waiting && mail.NextAttemptAtUtc == due.NextAttemptAtUtc)
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.NextAttemptAtUtc, until).SetProperty(mail => mail.Attempts, mail => mail.Attempts + 1), cancellation) == 1;
    }

    private async Task<Outcome> HandleAsync(IServiceProvider services, CoproDbContext db, OutboxMail mail, CancellationToken stopping)
    {
        var failed = await SendingTry.RunAsync(limit => SendAsync(services, mail, limit), clock, stopping);
        if (failed is not null)
        {
            if (failed.ConcernsAddress) await HoldAsync(services, mail);
            mail.NoteFailure(failed.Reason, failed.IsFinal, NowUtc);

            // One mail's trouble delays no other. A fault's message may hold what people wrote: only type and place are logged.
            if (failed.IsFault) Log.Failed(logger, mail.Id, mail.Template, mail.Attempts, failed.Failure.GetType().Name, failed.Failure.StackTrace);
            else Log.NotSent(logger, mail.Id, mail.Template, mail.Attempts, failed.Reason);
        }

        await WriteDownAsync(db);
        return new(mail.Status, failed?.ConcernsAll == true);
    }

    private async Task SendAsync(IServiceProvider services, OutboxMail mail, CancellationToken cancellation)
    {
        if (mail.ExpiresAtUtc <= NowUtc)
        {
            mail.Drop(MailReason.Expired);
            return;
        }

        if (await RecipientAsync(services, mail, cancellation) is not { } recipient)
        {
            mail.Drop(MailReason.NoRecipient);
            return;
        }

        // Nobody waits for it, and the address refuses mail: it would only harm the network's name with that server.
        if (recipient.IsHeld && mail.Urgency == MailUrgency.Bulk)
        {
            mail.Drop(MailReason.AddressHeld);
            return;
        }

        var exit = await ExitAsync(services.GetRequiredService<MailLists>(), mail, cancellation);
        if (mail.Status == MailStatus.Dropped) return;
        var content = await ComposeAsync(services, mail, recipient, exit, cancellation);
        await transport.SendAsync(new(mail.MessageId, recipient, content, mail.CreatedAtUtc, mail.Urgency == MailUrgency.Bulk, exit), cancellation);
        mail.NoteSent(recipient.Address, NowUtc);
        if (recipient.IsHeld && !await CameBackAsync(services, recipient)) await services.GetRequiredService<IMailRecipients>().ReleaseAsync(mail.RecipientKind, mail.RecipientId, recipient.Address, CancellationToken.None);
    }

    /// <summary>Then it says nothing that a server took one more: the relay takes everything, and what comes back comes later.</summary>
    private static Task<bool> CameBackAsync(IServiceProvider services, MailRecipient recipient)
    {
        var hash = MailBounce.HashOf(recipient.Address);
        return services.GetRequiredService<CoproDbContext>().MailBounces.AnyAsync(bounce => bounce.AddressHash == hash, CancellationToken.None);
    }

    /// <summary>How its reader leaves the list that it belongs to; who has left it gets no mail.</summary>
    private static async Task<MailExit?> ExitAsync(MailLists lists, OutboxMail mail, CancellationToken cancellation)
    {
        if (MailLists.Of(mail.Template) is not { } list) return null;
        if (await lists.HasLeftAsync(mail.RecipientKind, mail.RecipientId, list, cancellation))
        {
            mail.Drop(MailReason.ListLeft);
            return null;
        }

        return new(await lists.TokenAsync(mail.RecipientKind, mail.RecipientId, cancellation), list);
    }

    /// <summary>Never cancelled, as <see cref="WriteDownAsync"/>. An address that a mail carries itself is nobody's yet, or no longer.</summary>
    private async Task HoldAsync(IServiceProvider services, OutboxMail mail)
    {
        var recipients = services.GetRequiredService<IMailRecipients>();
        if (mail.ProtectedAddress is null && await recipients.FindAsync(mail.RecipientKind, mail.RecipientId, CancellationToken.None) is { } recipient)
            await recipients.HoldAsync(mail.RecipientKind, mail.RecipientId, recipient.Address, NowUtc, CancellationToken.None);
    }

    private static async Task<MailRecipient?> RecipientAsync(IServiceProvider services, OutboxMail mail, CancellationToken cancellation) =>
        mail.ProtectedAddress is { } address
            ? services.GetRequiredService<Outbox>().UnprotectAddress(address)
            : await services.GetRequiredService<IMailRecipients>().FindAsync(mail.RecipientKind, mail.RecipientId, cancellation);

    private async Task<ComposedMail> ComposeAsync(IServiceProvider services, OutboxMail mail, MailRecipient recipient, MailExit? exit, CancellationToken cancellation)
    {
        try
        {
            var model = JsonSerializer.Deserialize<MailModel>(mail.ModelJson)!;
            var token = mail.ProtectedToken is { } stored ? services.GetRequiredService<Outbox>().UnprotectToken(stored) : null;
            var language = mail.Language == MailLanguage.Both ? recipient.Language : mail.Language;
            return await services.GetRequiredService<IMailComposer>().ComposeAsync(new(mail.Template, model, language, recipient.Name, token, exit), cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Failed(logger, mail.Id, mail.Template, mail.Attempts, failure.GetType().Name, failure.StackTrace);
            throw new MailNotSentException(MailReason.NotWritten, final: false, failure);
        }
    }

    /// <summary>Never cancelled: what the server has taken must be written down even while the process is stopping.</summary>
    private static async Task WriteDownAsync(CoproDbContext db)
    {
        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Erased meanwhile with its reader, or the claim lapsed and another process has it: then that one's word counts.
            db.ChangeTracker.Clear();
        }
    }

    private sealed record DueMail(long Id, DateTime NextAttemptAtUtc);

    private sealed record Outcome(MailStatus Status, bool NothingCanBeSent);

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Information, "Mail pass: {Sent} sent, {Failed} failed, {Dropped} dropped")]
        public static partial void Passed(ILogger logger, int sent, int failed, int dropped);

        [LoggerMessage(3002, LogLevel.Warning, "Mail {MailId} ({Template}) not sent at try {Attempt}: {Reason}")]
        public static partial void NotSent(ILogger logger, long mailId, string template, int attempt, string reason);

        [LoggerMessage(3004, LogLevel.Error, "Mail {MailId} ({Template}) failed at try {Attempt}: {Failure} {Place}")]
        public static partial void Failed(ILogger logger, long mailId, string template, int attempt, string failure, string? place);
    }
}
