using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using EventLoopServer.Transport;

namespace UnitTests.Transport;

/// <summary>Descriptors that a service manager passes to the server.</summary>
[Platform("Linux")]
internal sealed class InheritedSocketsTests
{
    private const int OwnId = 7;

    // Commands of fcntl(2).
    private const int Duplicate = 0;
    private const int GetFlags = 1;

    private const int CloseOnExec = 1;

    [Test]
    public void Passed_listener_is_taken_once_and_only_for_its_own_address()
    {
        using Socket listener = Listen(out IPEndPoint endPoint);
        InheritedSockets sockets = Take(Pass(listener.SafeHandle));
        Assert.That(sockets.Unused, Is.EqualTo(new[] { $"{endPoint}" }));
        Assert.That(sockets.Claim(new IPEndPoint(IPAddress.Any, endPoint.Port)), Is.Null);
        using Socket? taken = sockets.Claim(endPoint);
        Assert.That(taken!.LocalEndPoint, Is.EqualTo(endPoint));
        Assert.That(sockets.Claim(endPoint), Is.Null);
        Assert.That(sockets.Unused, Is.Empty);
    }

    [Test]
    public void Taken_listener_accepts_a_connection_that_arrived_before()
    {
        using Socket listener = Listen(out IPEndPoint endPoint);
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        client.Connect(endPoint);
        InheritedSockets sockets = Take(Pass(listener.SafeHandle));
        using SocketListener open = SocketListener.Open(endPoint, 0, sockets.Claim(endPoint));
        Assert.That(
            open.TryAccept(out ITransport? transport, out string error),
            Is.EqualTo(AcceptStatus.Accepted),
            error);
        transport!.Dispose();
    }

    [Test]
    public void Passed_listener_of_both_families_serves_the_address_of_all()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.DualMode = true;
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();
        var endPoint = (IPEndPoint)listener.LocalEndPoint!;
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, endPoint.Port);
        using SocketListener open = SocketListener.Open(
            endPoint, 0, Take(Pass(listener.SafeHandle)).Claim(endPoint));
        Assert.That(
            open.TryAccept(out ITransport? transport, out string error),
            Is.EqualTo(AcceptStatus.Accepted),
            error);
        transport!.Dispose();
    }

    [Test]
    public void Programs_that_the_server_starts_get_no_passed_descriptor()
    {
        using Socket listener = Listen(out IPEndPoint endPoint);
        int descriptor = Pass(listener.SafeHandle);
        Assert.That(Control(descriptor, GetFlags, 0), Is.Zero, "a child would get it");
        using Socket? taken = Take(descriptor).Claim(endPoint);
        Assert.That(Control(descriptor, GetFlags, 0), Is.EqualTo(CloseOnExec));
    }

    [TestCase("8", "1")]
    [TestCase(null, "1")]
    [TestCase("", "1")]
    [TestCase("7", null)]
    [TestCase("7", "-1")]
    [TestCase("7", "one")]
    [TestCase("7", "0")]
    public void Descriptors_of_another_process_are_not_touched(string? id, string? count)
    {
        using Socket listener = Listen(out _);
        int descriptor = Pass(listener.SafeHandle);
        Assert.That(Take(descriptor, id, count).Unused, Is.Empty);
        Assert.That(Control(descriptor, GetFlags, 0), Is.Zero);
        _ = CloseDescriptor(descriptor);
    }

    [Test]
    public void Descriptors_that_are_no_listeners_stay_open_and_unused()
    {
        using Socket bound = Bind(SocketType.Stream, ProtocolType.Tcp);
        using Socket datagrams = Bind(SocketType.Dgram, ProtocolType.Udp);
        using SafeHandle file = File.OpenHandle("/dev/null");
        foreach (SafeHandle handle in new[] { bound.SafeHandle, datagrams.SafeHandle, file })
        {
            int descriptor = Pass(handle);
            Assert.That(Take(descriptor).Unused, Is.Empty);
            Assert.That(Control(descriptor, GetFlags, 0), Is.EqualTo(CloseOnExec));
            Assert.That(CloseDescriptor(descriptor), Is.Zero, "it was closed");
        }
    }

    private static InheritedSockets Take(int first, string? id = "7", string? count = "1")
    {
        var environment = new Dictionary<string, string>();
        if (id is not null)
        {
            environment["LISTEN_PID"] = id;
        }

        if (count is not null)
        {
            environment["LISTEN_FDS"] = count;
        }

        return InheritedSockets.Take(environment, OwnId, first);
    }

    private static Socket Listen(out IPEndPoint endPoint)
    {
        Socket listener = Bind(SocketType.Stream, ProtocolType.Tcp);
        listener.Listen();
        endPoint = (IPEndPoint)listener.LocalEndPoint!;
        return listener;
    }

    private static Socket Bind(SocketType type, ProtocolType protocol)
    {
        var socket = new Socket(AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    /// <summary>Makes a descriptor as systemd passes it: children would get it too.</summary>
    private static int Pass(SafeHandle handle)
    {
        int descriptor = Control((int)handle.DangerousGetHandle(), Duplicate, 0);
        Assert.That(descriptor, Is.Positive);
        return descriptor;
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command, int argument);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseDescriptor(int descriptor);
}
