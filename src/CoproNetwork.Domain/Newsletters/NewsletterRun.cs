using CoproNetwork.Domain.Common;
using CoproNetwork.Domain.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoproNetwork.Domain.Newsletters;

/// <summary>How fast an issue goes out: a server that is asked for more takes offence.</summary>
/// <param name="PerSecond">Mails a second; 0 for no limit.</param>
public sealed record NewsletterPace(double PerSecond)
{
    public const double Usual = 1;

    /// <summary>A mail each 50 seconds: the wait between two must end within a lease.</summary>
    public const double Slowest = 0.02;

    /// <summary>From one mail to the next.</summary>
    public TimeSpan Interval => PerSecond > 0 ? TimeSpan.FromSeconds(1 / PerSecond) : TimeSpan.Zero;
}

/// <summary>
/// How many readers in a row the server has refused for good at their first try: then it is not their fault, and going on would only spoil the network's name. Later tries count for
/// nothing, for those that were refused once come together at the end.
/// </summary>
public sealed class RefusalsInARow
{
    public const int Most = 10;

    private readonly List<NewsletterHold> _held = [];
    private int _count;

    public bool IsOver => _count >= Most;

    /// <summary>The addresses that these refusals have had held.</summary>
    internal IReadOnlyList<NewsletterHold> Held => _held;

    internal void Note(NewsletterDelivery delivery)
    {
        if (delivery.Status == DeliveryStatus.Sent) Forget();
        else if (delivery is { Attempts: 1, Status: not DeliveryStatus.Unsubscribed, Reason: { } reason } && MailReason.IsRefusal(reason)) _count++;
    }

    internal void NoteHeld(NewsletterHold hold) => _held.Add(hold);

    internal void Forget()
    {
        _count = 0;
        _held.Clear();
    }
}

internal sealed record NewsletterHold(RecipientKind Kind, long RecipientId, string Address);

/// <summary>What one pass did.</summary>
public sealed record NewsletterResult(int Sent, int Failed, int Skipped)
{
    public int Total => Sent + Failed + Skipped;

    public static NewsletterResult operator +(NewsletterResult one, NewsletterResult other) => new(one.Sent + other.Sent, one.Failed + other.Failed, one.Skipped + other.Skipped);
}

/// <summary>
/// One pass over the issues that are due: each of their readers gets a row, then a mail. One process at a time holds the lease, so that the pace is that of all of them together; were
/// two at it, each row is claimed by one conditional update. A killed pass loses nothing: its claim lapses, and the mail goes out with the same Message-Id.
/// </summary>
public sealed partial class NewsletterRun(IServiceScopeFactory scopes, TimeProvider clock, ILogger<NewsletterRun> logger)
{
    private readonly LeasedPass _pass = new(scopes, clock, "newsletter");
    private readonly RefusalsInARow _refusals = new();

    /// <summary>Until nothing is due. Cancelled, it ends after the mail at hand.</summary>
    /// <returns>What was done; null when another process is at it.</returns>
    public async Task<NewsletterResult?> RunAsync(CancellationToken stopping)
    {
        var done = new NewsletterResult(0, 0, 0);
        if (!await _pass.InScopeAsync<NewsletterOpening, bool>(opening => opening.IsAnythingDueAsync(clock.GetUtcNow().UtcDateTime, stopping))) return done;
        var isOurs = await _pass.RunAsync(async () =>
        {
            var step = await StepAsync(stopping);
            done += step.Done;
            return step.IsMore && !stopping.IsCancellationRequested;
        }, () => Task.CompletedTask, CancellationToken.None);
        if (done.Total > 0) Log.Passed(logger, done.Sent, done.Failed, done.Skipped);
        return isOurs ? done : null;
    }

    private async Task<NewsletterStep> StepAsync(CancellationToken stopping)
    {
        if (await _pass.InScopeAsync<NewsletterOpening, bool>(opening => opening.StepAsync(clock.GetUtcNow().UtcDateTime, CancellationToken.None))) return new(new(0, 0, 0), true);
        return await _pass.InScopeAsync<NewsletterSending, NewsletterStep>(sending => sending.RunAsync(_refusals, stopping));
    }

    private static partial class Log
    {
        [LoggerMessage(3401, LogLevel.Information, "Newsletter: {Sent} sent, {Failed} failed, {Skipped} skipped")]
        public static partial void Passed(ILogger logger, int sent, int failed, int skipped);
    }
}

/// <param name="IsMore">Whether there may be something to do at once: more mails, or an issue that has just sent its last.</param>
public sealed record NewsletterStep(NewsletterResult Done, bool IsMore);
