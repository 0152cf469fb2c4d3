using System.Diagnostics;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace CoproNetwork.Tests;

/// <summary>A real IMAP server (Dovecot 2.3 or 2.4) on a loopback port, with one mailbox in a folder of its own.</summary>
internal sealed class Dovecot : IAsyncDisposable
{
    public const string User = "bounces";
    public const string Password = "demo-password";

    private const string Program = "/usr/sbin/dovecot";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder;
    private readonly Process _process;

    private Dovecot(string folder, int port, Process process) => (_folder, Port, _process) = (folder, port, process);

    public int Port { get; }

    public static async Task<Dovecot> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("copro-imap-").FullName;
        var port = LoopbackPort.Next();
        var config = Path.Combine(folder, "dovecot.conf");
        Directory.CreateDirectory(Path.Combine(folder, "run"));
        Directory.CreateDirectory(Path.Combine(folder, "mail"));
        await File.WriteAllTextAsync(config, Config(folder, port, await VersionAsync() < new Version(2, 4)));

        // Mail never belongs to root: where the tests run as root it is nobody's.
        if (Environment.UserName == "root") await RunAsync("sh", "-c", $"chmod 755 {folder} && chown -R nobody {folder}/mail");
        var start = new ProcessStartInfo(Program) { RedirectStandardError = true, RedirectStandardOutput = true };
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
            catch (Exception failure) when (failure is SocketException or IOException or ProtocolException)
            {
                // Not yet, or not all of it.
            }
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
    }

    /// <summary>It says "2.3.19.1 (9b53102964)".</summary>
    private static async Task<Version> VersionAsync()
    {
        using var process = Process.Start(new ProcessStartInfo(Program, "--version") { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return Version.Parse(said.Split([' ', '-'])[0]);
    }

    /// <summary>Its settings have other names since 2.4, which refuses the former ones.</summary>
    private static string Config(string folder, int port, bool isBefore24)
    {
        var user = Environment.UserName;
        var isRoot = user == "root";
        var (mailUser, mailGroup) = isRoot ? ("nobody", "nogroup") : (user, user);
        var chroot = isRoot ? "" : "chroot =";
        var users = isRoot ? "" : $"default_login_user = {user}\ndefault_internal_user = {user}\ndefault_internal_group = {user}\n";
        var ofVersion = isBefore24
            ? $$"""
            protocols = imap
            disable_plaintext_auth = no
            mail_location = maildir:{{folder}}/mail
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid={{mailUser}} gid={{mailGroup}} home={{folder}}/mail
            }
            """
            : $$"""
            protocols {
              imap = yes
            }
            auth_allow_cleartext = yes
            mail_driver = maildir
            mail_path = {{folder}}/mail
            passdb static {
              password = {{Password}}
            }
            userdb static {
              fields {
                uid = {{mailUser}}
                gid = {{mailGroup}}
                home = {{folder}}/mail
              }
            }
            """;
        return $$"""
            {{(isBefore24 ? "" : "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0")}}
            base_dir = {{folder}}/run
            state_dir = {{folder}}/run
            log_path = {{folder}}/log
            listen = 127.0.0.1
            ssl = no
            first_valid_uid = 1
            {{users}}
            {{ofVersion}}
            service imap-login {
              {{chroot}}
              inet_listener imap {
                port = {{port}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            service anvil {
              {{chroot}}
            }
            """;
    }
}
