using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace CoproNetwork.Tests;

/// <summary>A real IMAP server (Dovecot 2.3) on a loopback port, with one mailbox in a folder of its own.</summary>
internal sealed class Dovecot : IAsyncDisposable
{
    public const string User = "bounces";
    public const string Password = "demo-password";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder;
    private readonly Process _process;

    private Dovecot(string folder, int port, Process process) => (_folder, Port, _process) = (folder, port, process);

    public int Port { get; }

    public static async Task<Dovecot> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("copro-imap-").FullName;
        var port = FreePort();
        var config = Path.Combine(folder, "dovecot.conf");
        Directory.CreateDirectory(Path.Combine(folder, "run"));
        Directory.CreateDirectory(Path.Combine(folder, "mail"));
        await File.WriteAllTextAsync(config, Config(folder, port));

        // Mail never belongs to root: where the tests run as root it is nobody's.
        if (Environment.UserName == "root") await RunAsync("sh", "-c", $"chmod 755 {folder} && chown -R nobody {folder}/mail");
        var start = new ProcessStartInfo("/usr/sbin/dovecot") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "-F", "-c", config }) start.ArgumentList.Add(argument);
        var server = new Dovecot(folder, port, Process.Start(start)!);
        await server.UpAsync();
        return server;
    }

    /// <summary>As if a server had delivered it.</summary>
    public async Task DeliverAsync(string raw)
    {
        using var client = await OpenAsync();
        await client.Inbox.AppendAsync(new AppendRequest(await MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(raw)))));
        await client.DisconnectAsync(true);
    }

    public async Task<int> UnreadAsync()
    {
        using var client = await OpenAsync();
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly);
        var unread = await client.Inbox.SearchAsync(MailKit.Search.SearchQuery.NotSeen);
        await client.DisconnectAsync(true);
        return unread.Count;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await RunAsync("sh", "-c", $"kill -TERM {_process.Id}");
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<ImapClient> OpenAsync()
    {
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None);
        await client.AuthenticateAsync(User, Password);
        return client;
    }

    private async Task UpAsync()
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var limit = new CancellationTokenSource(Patience);
        while (await ticks.WaitForNextTickAsync(limit.Token))
        {
            if (_process.HasExited) throw new InvalidOperationException($"Dovecot ended with {_process.ExitCode}: {await _process.StandardError.ReadToEndAsync()}");
            try
            {
                using var client = await OpenAsync();
                return;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Config(string folder, int port)
    {
        var isRoot = Environment.UserName == "root";
        var users = isRoot ? "" : $"default_login_user = {Environment.UserName}\ndefault_internal_user = {Environment.UserName}\n";
        return $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/run
            log_path = {{folder}}/log
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            mail_location = maildir:{{folder}}/mail
            first_valid_uid = 1
            {{users}}
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid={{(isRoot ? "nobody" : Environment.UserName)}} gid={{(isRoot ? "nogroup" : Environment.UserName)}} home={{folder}}/mail
            }
            service imap-login {
              {{(isRoot ? "" : "chroot =")}}
              inet_listener imap {
                port = {{port}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            service anvil {
              {{(isRoot ? "" : "chroot =")}}
            }
            """;
    }
}
