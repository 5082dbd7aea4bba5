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
        string path, int bytes, string status, string more = "", string method = "PUT")
    {
        SimTransport wire = Begin(path, bytes, more, method);
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
        string path, long bytes, string more = "", string method = "PUT")
    {
        SimTransport wire = new WebPeer(Server).Wire;
        wire.Write(Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\n"
            + $"Content-Length: {bytes}\r\n{more}\r\n"));
        Server.Settle();
        return wire;
    }
}
