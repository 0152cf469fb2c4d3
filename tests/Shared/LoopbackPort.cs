using System.Net;
using System.Net.Sockets;

namespace CoproNetwork.Tests;

/// <summary>
/// Ports for servers that must know theirs before they listen. They lie below those that systems give to outgoing connections: a port that was only asked of the system and given back may
/// be some connection's before the server has it.
/// </summary>
internal static class LoopbackPort
{
    private const int First = 20_000, Count = 12_000;

    private static int _taken = Random.Shared.Next(Count);

    /// <summary>One that nobody listens at and that this process has not given before, unless it has given all.</summary>
    /// <exception cref="InvalidOperationException">All are taken.</exception>
    public static int Next()
    {
        for (var tries = 0; tries < Count; tries++)
            if (First + (int)((uint)Interlocked.Increment(ref _taken) % Count) is var port && IsFree(port)) return port;
        throw new InvalidOperationException($"All ports from {First} to {First + Count - 1} are taken.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
