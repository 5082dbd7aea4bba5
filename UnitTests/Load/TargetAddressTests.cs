using System.Net;
using System.Net.Sockets;
using LoadTests.Options;

namespace UnitTests.Load;

/// <summary>A name may stand for more addresses than the one where a server is.</summary>
internal sealed class TargetAddressTests
{
    [Test]
    public void Of_the_addresses_of_a_name_the_one_that_answers_is_taken()
    {
        using var listener = new Socket(
            AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var address = (IPEndPoint)listener.LocalEndPoint!;
        Assert.That(TargetAddress.Parse($"localhost:{address.Port}"), Is.EqualTo(address));
    }
}
