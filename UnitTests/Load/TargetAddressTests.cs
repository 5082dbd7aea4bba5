using System.Net;
using System.Net.Sockets;
using LoadTests.Options;

namespace UnitTests.Load;

/// <summary>
/// A host name may have several addresses, and the server may listen on only one of them.
/// </summary>
internal sealed class TargetAddressTests
{
    [Test]
    public void Address_that_answers_is_chosen_for_a_host_name()
    {
        using var listener = new Socket(
            AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var address = (IPEndPoint)listener.LocalEndPoint!;
        Assert.That(TargetAddress.Parse($"localhost:{address.Port}"), Is.EqualTo(address));
    }
}
