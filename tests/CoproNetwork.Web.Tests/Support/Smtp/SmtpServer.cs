using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace CoproNetwork.Tests;

/// <summary>
/// A mail server on a loopback port that answers as a test wants it to. Steps are the verbs, and besides them
/// <see cref="Greeting"/>, <see cref="Body"/> and <see cref="FinalDot"/>.
/// </summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    public const string Greeting = "greeting";
    public const string FinalDot = ".";

    /// <summary>The mail's words are coming, the lone dot has not come.</summary>
    public const string Body = "body";

    /// <summary>An answer: the connection is closed instead.</summary>
    public const string Drop = "drop";

    /// <summary>Put after an answer: it is given, and then the connection is closed.</summary>
    public const string ThenDrop = " (then drop)";

    /// <summary>An answer: none, until <see cref="Release"/>, and then the usual one.</summary>
    public const string Hold = "hold";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, string> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _reached = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _commands = [];
    private readonly ConcurrentQueue<ReceivedMail> _received = [];
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Task _accepting;
    private TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SmtpServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Offered after EHLO, besides STARTTLS where there is a certificate.</summary>
    public List<string> Offers { get; } = ["8BITMIME", "PIPELINING"];

    /// <summary>With one, STARTTLS is offered.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Encrypted from the first byte.</summary>
    public bool TlsAtOnce { get; init; }

    /// <summary>Every line of every client, but not the mails.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    /// <summary>Every mail that came up to its final dot, whatever was answered to it.</summary>
    public IReadOnlyList<ReceivedMail> Received => [.. _received];

    /// <summary>What is answered at a step from now on, instead of the usual.</summary>
    /// <param name="reader">Only to mails for this address; known from RCPT on.</param>
    public void Answer(string step, string answer, string? reader = null) => _answers[step + reader] = answer;

    /// <summary>All is as usual again.</summary>
    public void Recover() => _answers.Clear();

    /// <summary>Ends when a client gets to this step for the first time.</summary>
    public Task ReachedAsync(string step) => Reached(step).Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Ends when so many mails came up to their final dot.</summary>
    public async Task ReceivedAsync(int count)
    {
        while (_received.Count < count)
            if (!await _arrivals.WaitAsync(TimeSpan.FromSeconds(60))) throw new TimeoutException($"Only {_received.Count} of {count} mails came.");
    }

    public void Release() => Interlocked.Exchange(ref _released, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested) return;
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_conversations);
        _end.Dispose();
        _arrivals.Dispose();
        Certificate?.Dispose();
    }

    internal void Note(string command) => _commands.Enqueue(command);

    internal void Note(ReceivedMail mail)
    {
        _received.Enqueue(mail);
        _arrivals.Release();
    }

    /// <summary>The answer at a step; null when the connection is to be closed.</summary>
    internal async Task<string?> AtAsync(string step, string usual, string? reader)
    {
        var answer = _answers.GetValueOrDefault(step + reader, _answers.GetValueOrDefault(step, usual));
        var released = _released.Task;
        Reached(step).TrySetResult();
        if (answer == Drop) return null;
        if (answer != Hold) return answer;
        await released.WaitAsync(_end.Token);
        return usual;
    }

    private TaskCompletionSource Reached(string step) => _reached.GetOrAdd(step, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _conversations.Add(ConverseAsync(client));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var conversation = new SmtpConversation(this, client.GetStream());
                await conversation.RunAsync(_end.Token);
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                Note($"({end.GetType().Name})");
            }
        }
    }
}
