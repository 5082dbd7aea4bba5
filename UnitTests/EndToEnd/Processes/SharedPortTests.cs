using System.Net;
using System.Net.Sockets;
using EventLoopServer.Transport;

namespace UnitTests.EndToEnd.Processes;

/// <summary>Two listeners never share a port, even if their addresses only overlap.</summary>
internal sealed class SharedPortTests
{
    [TestCase("127.0.0.1", "127.0.0.1")]
    [TestCase("0.0.0.0", "0.0.0.0")]
    [TestCase("::", "::")]
    [TestCase("0.0.0.0", "127.0.0.1")]
    [TestCase("127.0.0.1", "0.0.0.0")]
    [TestCase("::", "::1")]
    [TestCase("::1", "::")]
    [TestCase("::", "127.0.0.1")]
    [TestCase("127.0.0.1", "::")]
    public void Second_listener_is_refused(string first, string second)
    {
        if (OperatingSystem.IsMacOS() && first != second)
        {
            Assert.Ignore("macOS lets a wildcard and a special address share a port.");
        }

        var address = IPAddress.Parse(first);
        var other = IPAddress.Parse(second);
        if (!Socket.OSSupportsIPv6
            && (address.AddressFamily == AddressFamily.InterNetworkV6
                || other.AddressFamily == AddressFamily.InterNetworkV6))
        {
            Assert.Ignore("This machine has no IPv6.");
        }

        using SocketListener open = SocketListener.Open(new IPEndPoint(address, 0), 0);
        Assert.That(
            () => SocketListener.Open(new IPEndPoint(other, open.Port), 0).Dispose(),
            Throws.TypeOf<ListenException>());
    }
}
