using System.Net;
using System.Text;
using EventLoopServer.Web.Files;
using UnitTests.Simulation.Network;

namespace UnitTests.Web.Files;

/// <summary>
/// A refusal reaches a client that sends its whole file before it reads the answer.
/// </summary>
internal sealed class RefusedBodyTests : FilesFixture
{
    private const int Piece = 8 * 1024;

    private static readonly IPAddress s_address = IPAddress.Parse("203.0.113.9");

    private static string NoSlot => $"/up/{new string('0', 32)}";

    [Test]
    public void Body_without_a_slot_is_read_to_its_end() => SendAll(NoSlot, MaxBytes, "404");

    [Test]
    public void Body_of_another_length_is_read_to_its_end() =>
        SendAll(Slot(Alice, "a", 10), MaxBytes, "400");

    [Test]
    public void Body_from_another_site_is_read_to_its_end() =>
        SendAll(Slot(Alice, "a", MaxBytes), MaxBytes, "403", "Origin: http://evil.example\r\n");

    [Test]
    public void Body_of_a_wrong_method_is_read_to_its_end() =>
        SendAll("/f/x", MaxBytes, "405", method: "POST");

    [TestCase("GET")]
    [TestCase("HEAD")]
    public void Body_of_a_request_for_a_file_is_read_to_its_end(string method) =>
        SendAll("/f/x", MaxBytes, "404", method: method);

    [Test]
    public void Body_of_a_request_for_a_page_is_read_to_its_end() =>
        SendAll("/", MaxBytes, "413", method: "POST");

    [Test]
    public void Body_for_another_host_is_read_to_its_end() =>
        SendAll(Slot(Alice, "a", MaxBytes), MaxBytes, "421", host: "evil.example");

    [Test]
    public void Body_of_one_upload_too_many_is_read_to_its_end()
    {
        for (int n = 0; n < Options.Sharing.Uploads; n++)
        {
            Write(ConnectAt(s_address), Slot(Alice, $"{n}", 10), 10);
        }

        SimTransport wire = ConnectAt(s_address);
        Write(wire, Slot(Alice, "a", MaxBytes), MaxBytes);
        SendAll(wire, MaxBytes, "429");
    }

    [Test]
    public void Client_above_the_connection_limit_is_not_waited_for()
    {
        for (int n = 0; n < 64; n++)
        {
            new WebPeer(Server, ConnectAt(s_address)).Get("/healthz");
        }

        SimTransport wire = ConnectAt(s_address);
        Write(wire, NoSlot, MaxBytes);
        Assert.That(
            Encoding.UTF8.GetString(wire.TakeOutbound()), Does.StartWith("HTTP/1.1 429 "));
        Server.Pass(2000);
        Assert.That(wire.IsDisposed);
    }

    [Test]
    public void Request_in_the_body_of_another_one_is_never_answered(
        [Values("GET", "HEAD")] string method,
        [Values("", "Range: bytes=9-\r\n", "If-None-Match: *\r\n")] string field,
        [Values] bool isShared)
    {
        string path = isShared ? Share(Alice, "a", Bytes(3)) : $"/f/{new string('0', 32)}";
        const string Second = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
        var proxy = new WebPeer(Server);
        string answer = proxy.Request(
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{field}"
            + $"Content-Length: {Second.Length}\r\n\r\n{Second}");
        Assert.That(answer.Split("HTTP/1.1 ").Length - 1, Is.EqualTo(1));
        Assert.That(answer, Does.Contain("\r\nConnection: close\r\n"));
        Assert.That(proxy.Wire.IsShut);
    }

    [Test]
    public void Body_is_read_to_its_end_after_the_disk_has_failed()
    {
        string slot = Slot(Alice, "a", MaxBytes);
        Folder.FailsAt = Folder.Steps + 2;
        SendAll(slot, MaxBytes, "507");
        Assert.That(Folder.Names, Is.Empty);
    }

    [Test]
    public void Client_that_waits_for_a_100_gets_the_refusal_first()
    {
        string answer = new WebPeer(Server).Request(
            $"PUT {NoSlot} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {MaxBytes}\r\n"
            + "Expect: 100-continue\r\n\r\n");
        Assert.That(answer, Does.StartWith("HTTP/1.1 404 "));
        Assert.That(answer, Does.Contain("\r\nConnection: close\r\n"));
    }

    [Test]
    public void Body_without_end_is_cut_off()
    {
        SimTransport wire = Begin(NoSlot, FileTransfers.MaxDiscardedBytes * 10L);
        long sent = 0;
        for (; !wire.IsDisposed && sent <= FileTransfers.MaxDiscardedBytes * 2L; sent += Piece)
        {
            wire.Write(new byte[Piece]);
            Server.RunOneTurn();
        }

        Assert.That(
            sent, Is.EqualTo(FileTransfers.MaxDiscardedBytes).Within(200 * 1024));
    }

    [TestCase(29_000, false)]
    [TestCase(31_000, true)]
    public void Body_that_does_not_come_is_waited_for_30_s(int ms, bool isClosed)
    {
        SimTransport wire = Begin(NoSlot, MaxBytes);
        Server.Pass(ms);
        Assert.That(wire.IsDisposed, Is.EqualTo(isClosed));
    }

    /// <summary>Sends a body without reading the answer, as browsers do.</summary>
    private void SendAll(
        string path,
        int bytes,
        string status,
        string more = "",
        string method = "PUT",
        string host = "localhost") =>
        SendAll(Begin(path, bytes, more, method, host), bytes, status);

    private void SendAll(SimTransport wire, int bytes, string status)
    {
        for (int sent = 0; sent < bytes; sent += Piece)
        {
            Assert.That(wire.IsDisposed, Is.False, $"closed after {sent} bytes");
            wire.Write(new byte[Math.Min(Piece, bytes - sent)]);
            Server.RunOneTurn();
        }

        Server.Settle();
        Assert.That((wire.IsDisposed, wire.Unread), Is.EqualTo((false, 0)));
        Assert.That(
            Encoding.UTF8.GetString(wire.TakeOutbound()), Does.StartWith($"HTTP/1.1 {status} "));
        wire.End();
        Server.Settle();
        Assert.That(wire.IsDisposed);
        Assert.That(wire.EndsWithReset, Is.False);
    }

    private SimTransport Begin(
        string path,
        long bytes,
        string more = "",
        string method = "PUT",
        string host = "localhost")
    {
        SimTransport wire = new WebPeer(Server).Wire;
        Write(wire, path, bytes, more, method, host);
        return wire;
    }

    private SimTransport ConnectAt(IPAddress address)
    {
        SimTransport wire = Server.Connect();
        wire.Address = address;
        return wire;
    }

    private void Write(
        SimTransport wire,
        string path,
        long bytes,
        string more = "",
        string method = "PUT",
        string host = "localhost")
    {
        wire.Write(Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: {host}\r\n"
            + $"Content-Length: {bytes}\r\n{more}\r\n"));
        Server.Settle();
    }
}
