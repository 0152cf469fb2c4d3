namespace CoproNetwork.Domain.Mail;

/// <summary>Why a try to send failed.</summary>
/// <param name="Reason">A <see cref="MailReason"/>.</param>
/// <param name="IsFault">Of the portal: nothing that a server or the end of the process explains.</param>
internal sealed record FailedTry(string Reason, bool IsFinal, bool ConcernsAll, bool IsFault, Exception Failure)
{
    /// <summary>Another mail to the same address would fail alike, for good.</summary>
    public bool ConcernsAddress => IsFinal && MailReason.ConcernsAddress(Reason);
}

/// <summary>One try to send one mail: never longer than a claim lasts, and brought to its end, if that is near, even while the process stops.</summary>
internal static class SendingTry
{
    /// <summary>Less than <see cref="OutboxMail.Claim"/>, so that a claim never lapses during a conversation.</summary>
    private static readonly TimeSpan ConversationLimit = TimeSpan.FromSeconds(90);

    /// <summary>When the process is to stop, a mail that is being sent may still finish for so long.</summary>
    private static readonly TimeSpan StoppingLimit = TimeSpan.FromSeconds(3);

    /// <returns>Null where it went through.</returns>
    public static async Task<FailedTry?> RunAsync(Func<CancellationToken, Task> send, TimeProvider clock, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(ConversationLimit, clock);
        await using var hurry = stopping.UnsafeRegister(_ => limit.CancelAfter(StoppingLimit), null);
        try
        {
            await send(limit.Token);
            return null;
        }
        catch (MailNotSentException failure)
        {
            var isStopped = failure.InnerException is OperationCanceledException && stopping.IsCancellationRequested;
            return new(isStopped ? MailReason.Stopped : failure.Message, failure.Final, failure.ConcernsAll, IsFault: false, failure);
        }
        catch (OperationCanceledException failure)
        {
            return new(stopping.IsCancellationRequested ? MailReason.Stopped : MailReason.TimedOut, IsFinal: false, ConcernsAll: false, IsFault: false, failure);
        }
        catch (Exception failure)
        {
            return new(MailReason.Failed, IsFinal: false, ConcernsAll: false, IsFault: true, failure);
        }
    }
}
