using System.Net;
using System.Net.Sockets;
using LoadTests.Failures;
using LoadTests.Sentences;

namespace LoadTests.Options;

/// <summary>Parses HOST:PORT.</summary>
internal static class TargetAddress
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(3);

    /// <exception cref="LoadTestException">It is invalid, or the host is unknown.</exception>
    public static IPEndPoint Parse(string target)
    {
        if (IPEndPoint.TryParse(target, out IPEndPoint? address) && address.Port > 0)
        {
            return address;
        }

        int split = target.LastIndexOf(':');
        if (split < 1 || !ushort.TryParse(target[(split + 1)..], out ushort port) || port == 0)
        {
            throw new LoadTestException(
                CommandLineSentences.NotHostAndPort(target), isUsage: true);
        }

        try
        {
            IPAddress[] found = Dns.GetHostAddresses(target[..split]);
            return Choose([.. found.Select(a => new IPEndPoint(a, port))]);
        }
        catch (SocketException e)
        {
            throw new LoadTestException(
                CommandLineSentences.TargetFailed(target, e.Message), isUsage: true);
        }
    }

    /// <summary>
    /// Chooses an address of a host name. For example, localhost has ::1 and 127.0.0.1, and the
    /// server may listen on only one of them.
    /// </summary>
    private static IPEndPoint Choose(IPEndPoint[] addresses) =>
        Array.Find(addresses, Answers) ?? addresses[0];

    private static bool Answers(IPEndPoint address)
    {
        try
        {
            using var socket = new Socket(
                address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            return socket.ConnectAsync(address).Wait(s_timeout);
        }
        catch (Exception e) when (e is SocketException or AggregateException)
        {
            return false;
        }
    }
}
