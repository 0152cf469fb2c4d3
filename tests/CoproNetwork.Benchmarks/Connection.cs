using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace CoproNetwork.Benchmarks;

/// <summary>
/// One HTTP/1.1 connection to a server on this machine, doing no more than reading each answer to its end. Who asks shares the
/// processor with who answers: with a full client, half of what is measured would be the client.
/// </summary>
internal sealed class Connection(Uri address) : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private readonly byte[] _buffer = new byte[256 * 1024];
    private Socket? _socket;
    private int _filled;

    /// <exception cref="InvalidOperationException">Anything but a 200.</exception>
    public async Task GetAsync(string path)
    {
        if (_socket is null)
        {
            _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await _socket.ConnectAsync(address.Host, address.Port);
        }

        await _socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"));
        _filled = 0;
        var body = await HeadAsync();
        var head = Encoding.ASCII.GetString(_buffer, 0, body);
        if (!head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)) throw new InvalidOperationException($"{path} answered {head.Split('\r')[0]}.");
        var length = Field(head, "Content-Length");
        if (length is not null) await FillAsync(body + int.Parse(length, CultureInfo.InvariantCulture));
        else await ChunksAsync(body);
    }

    public void Dispose() => _socket?.Dispose();

    /// <summary>Reads the head; where the body begins.</summary>
    private async Task<int> HeadAsync()
    {
        while (true)
        {
            var end = _buffer.AsSpan(0, _filled).IndexOf(HeadEnd);
            if (end >= 0) return end + HeadEnd.Length;
            await FillAsync(_filled + 1);
        }
    }

    private async Task ChunksAsync(int at)
    {
        while (true)
        {
            int line;
            while ((line = _buffer.AsSpan(at, _filled - at).IndexOf("\r\n"u8)) < 0) await FillAsync(_filled + 1);
            var size = int.Parse(Encoding.ASCII.GetString(_buffer, at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += line + 2 + size + 2;
            await FillAsync(at);
            if (size == 0) return;
        }
    }

    private async Task FillAsync(int atLeast)
    {
        while (_filled < atLeast)
        {
            var read = await _socket!.ReceiveAsync(_buffer.AsMemory(_filled));
            if (read == 0) throw new InvalidOperationException("The server closed the connection.");
            _filled += read;
        }
    }

    private static string? Field(string head, string name) =>
        head.Split("\r\n").Skip(1).Select(line => line.Split(':', 2)).FirstOrDefault(field => field[0].Equals(name, StringComparison.OrdinalIgnoreCase))?[1].Trim();
}
