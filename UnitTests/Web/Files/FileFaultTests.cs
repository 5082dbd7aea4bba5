using System.Net;
using System.Text;
using EventLoopServer.Chat.Files;
using EventLoopServer.Files;
using EventLoopServer.Sentences;

namespace UnitTests.Web.Files;

/// <summary>Uploads and downloads that fail, and clients that are slow.</summary>
internal sealed class FileFaultTests : FilesFixture
{
    private static string TextOf(string answer) =>
        answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].TrimEnd('\n');

    [TestCase(0)]
    [TestCase(9)]
    [TestCase(11)]
    public void Wrong_length_is_refused(int count)
    {
        string slot = Slot(Alice, "a", 10);
        string answer = Put(new WebPeer(Server), slot, Bytes(count));
        Assert.That(answer, Does.StartWith("HTTP/1.1 400 "));
        Assert.That(TextOf(answer), Is.EqualTo(ShareSentences.WrongLength(count, 10)));
        Assert.That(Put(new WebPeer(Server), slot, Bytes(10)), Does.StartWith("HTTP/1.1 201 "));
    }

    [Test]
    public void Body_without_a_length_is_refused()
    {
        string slot = Slot(Alice, "a", 10);
        string answer = new WebPeer(Server).Request(
            $"PUT {slot} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.That(answer, Does.StartWith("HTTP/1.1 411 "));
        answer = new WebPeer(Server).Request(
            $"PUT {slot} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
        Assert.That(answer, Does.StartWith("HTTP/1.1 501 "));
    }

    [Test]
    public void Slot_takes_one_upload()
    {
        string slot = Slot(Alice, "a", 10);
        var first = new WebPeer(Server);
        Begin(first, slot, 10);
        string second = Put(new WebPeer(Server), slot, Bytes(10));
        Assert.That(second, Does.StartWith("HTTP/1.1 404 "));
        Assert.That(TextOf(second), Is.EqualTo(ShareSentences.NoSuchSlot));
        Assert.That(
            first.Request(Encoding.Latin1.GetString(Bytes(10))), Does.StartWith("HTTP/1.1 201 "));
        Assert.That(Put(new WebPeer(Server), slot, Bytes(10)), Does.StartWith("HTTP/1.1 404 "));
        Assert.That(Folder.Names, Has.Count.EqualTo(1));
    }

    [TestCase(299_999, "201")]
    [TestCase(300_000, "404")]
    public void Slot_expires(int ms, string status)
    {
        string slot = Slot(Alice, "a", 10);
        Server.Network.SimClock.Advance(ms);
        Server.RunOneTurn();
        Assert.That(
            Put(new WebPeer(Server), slot, Bytes(10)), Does.StartWith($"HTTP/1.1 {status} "));
        Server.Pass(20_000);
        Assert.That(Shares.OfferedBytes, Is.Zero);
    }

    private static readonly int[] s_stages =
        [0, 1, FileUpload.ChunkBytes, FileUpload.ChunkBytes + 1, 149_999, 150_000];

    [Test]
    public void Upload_that_breaks_at_any_stage_leaves_nothing(
        [ValueSource(nameof(s_stages))] int sent, [Values] bool isDiskSlow)
    {
        string slot = Slot(Alice, "a", 150_000);
        var peer = new WebPeer(Server);
        Begin(peer, slot, 150_000);
        Server.Network.FileWorker.IsHeld = isDiskSlow;
        peer.Wire.Write(Bytes(sent));
        if (isDiskSlow)
        {
            Server.Settle();
        }
        else
        {
            Server.RunOneTurn();
        }

        peer.Wire.Reset();
        Server.Settle();
        Server.Network.FileWorker.IsHeld = false;
        Server.Settle();
        Server.Pass(1000);
        if (Folder.Names.Count > 0)
        {
            // All bytes had arrived, so it was shared before the connection broke.
            Assert.That(sent, Is.EqualTo(150_000));
            Assert.That(Shares.Count, Is.EqualTo(1));
        }
        else
        {
            Assert.That(Shares.Count, Is.Zero);
        }

        Assert.That(Shares.OfferedBytes, Is.Zero);
        Assert.That(Folder.OpenFiles, Is.Zero);
        Assert.That(Put(new WebPeer(Server), slot, Bytes(10)), Does.StartWith("HTTP/1.1 404 "));
        Share(Alice, "b", Bytes(150_000));
    }

    [Test]
    public void Disk_fault_at_any_step_is_answered_and_leaves_nothing([Range(1, 6)] int step)
    {
        string slot = Slot(Alice, "a", 100_000);
        Folder.FailsAt = Folder.Steps + step;
        string answer = Put(new WebPeer(Server), slot, Bytes(100_000));
        Assert.That(answer, Does.StartWith("HTTP/1.1 507 "));
        Assert.That(TextOf(answer), Is.EqualTo(ShareSentences.DiskFailed));
        Assert.That(Folder.Names, Has.None.EndsWith(FileVault.DraftEnd));
        Assert.That(Folder.OpenFiles, Is.Zero);
        Assert.That((Shares.Count, Shares.OfferedBytes), Is.EqualTo((0, 0L)));
        Share(Alice, "b", Bytes(100_000));
    }

    [Test]
    public void Full_disk_is_answered()
    {
        Folder.Space = 50_000;
        string slot = Slot(Alice, "a", 100_000);
        Assert.That(
            Put(new WebPeer(Server), slot, Bytes(100_000)), Does.StartWith("HTTP/1.1 507 "));
        Share(Alice, "b", Bytes(50_000));
    }

    [Test]
    public void File_that_cannot_be_read_ends_the_connection_inside_the_body()
    {
        string path = Share(Alice, "a", Bytes(100_000));
        Folder.Delete(Folder.Names.Single());
        var peer = new WebPeer(Server);
        string answer = peer.Get(path);
        Assert.That(answer, Does.StartWith("HTTP/1.1 200 "));
        Assert.That(TextOf(answer), Is.Empty);
        Assert.That(peer.Wire.IsDisposed);
    }

    [Test]
    public void Sender_below_the_least_speed_is_ended()
    {
        var peer = new WebPeer(Server);
        Begin(peer, Slot(Alice, "a", 100_000), 100_000);
        for (int i = 0; i < 100; i++)
        {
            // A little more than 1 KiB/s, for 100 s.
            peer.Wire.Write(Bytes(1100));
            Server.Pass(1000);
        }

        // The rest does not come.
        peer = new WebPeer(Server);
        string slot = Slot(Alice, "b", 100_000);
        Begin(peer, slot, 100_000);
        for (int i = 0; i < 100 && !peer.Wire.HasOutbound; i++)
        {
            peer.Wire.Write(Bytes(200));
            Server.Pass(1000);
        }

        string answer = peer.Request("");
        Assert.That(answer, Does.StartWith("HTTP/1.1 408 "));
        Assert.That(TextOf(answer), Is.EqualTo(ShareSentences.TooSlow));
        Assert.That(Folder.Names, Has.Count.EqualTo(1), "only the first file");
    }

    [Test]
    public void Slow_reader_gets_the_whole_file_and_a_stalled_one_does_not()
    {
        byte[] bytes = Bytes(MaxBytes);
        string path = Share(Alice, "a", bytes);
        var slow = new WebPeer(Server);
        slow.Wire.Window = 0;
        slow.Get(path);
        var arrived = new List<byte>();
        for (int s = 0; s < 150; s++)
        {
            slow.Wire.Window = 2000;
            Server.Pass(1000);
            arrived.AddRange(slow.Wire.TakeOutbound());
        }

        Assert.That(arrived[^bytes.Length..], Is.EqualTo(bytes));
        var stalled = new WebPeer(Server);
        stalled.Wire.Window = 1000;
        stalled.Get(path);
        for (int s = 0; s < 300 && !stalled.Wire.IsDisposed; s++)
        {
            Server.Pass(1000);
        }

        Assert.That(stalled.Wire.IsDisposed);
        Assert.That(Folder.OpenFiles, Is.Zero);
        Assert.That(Server.Server.SlowReaders.WaitingBytes, Is.Zero);
    }

    [Test]
    public void Download_that_breaks_at_any_stage_closes_its_file(
        [Values(0, 1, 500, FileReading.ChunkBytes, 100_000)] int taken, [Values] bool isDiskSlow)
    {
        string path = Share(Alice, "a", Bytes(MaxBytes));
        Server.Network.FileWorker.IsHeld = isDiskSlow;
        var peer = new WebPeer(Server);
        peer.Wire.Window = taken;
        peer.Get(path);
        Assert.That(Folder.OpenFiles, Is.EqualTo(isDiskSlow ? 0 : 1));
        Assert.That(Shares.Counts.Downloads, Is.EqualTo(1));
        peer.Wire.Reset();
        Server.Settle();
        Server.Network.FileWorker.IsHeld = false;
        Server.Settle();
        Assert.That(Folder.OpenFiles, Is.Zero);
        Assert.That(Shares.Counts.Downloads, Is.Zero);
        Assert.That(Server.Server.SlowReaders.WaitingBytes, Is.Zero);
    }

    [Test]
    public void Removed_file_is_sent_to_its_end_and_to_nobody_else()
    {
        byte[] bytes = Bytes(MaxBytes);
        string path = Share(Alice, "a", bytes);
        var peer = new WebPeer(Server);
        peer.Wire.Window = 100_000;
        peer.Wire.Write(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        Server.Settle();
        Alice.Send($$"""{"verb":"removefile","id":9,"target":"{{path[3..35]}}"}""");
        Assert.That(Alice.Take()[^1], Does.StartWith("""{"kind":"done","request":9,"""));
        Assert.That(Folder.Names, Is.Empty);
        Assert.That(Get(path).Head, Does.StartWith("HTTP/1.1 404 "));
        peer.Wire.Window = long.MaxValue;
        Server.Settle();
        Assert.That(peer.Wire.TakeOutbound()[^bytes.Length..], Is.EqualTo(bytes));
    }

    [Test]
    public void Only_the_address_of_the_member_may_send()
    {
        Alice.Wire.Address = IPAddress.Parse("192.0.2.1");
        string slot = Slot(Alice, "a", 10);
        Assert.That(
            Put(At("192.0.2.2"), slot, Bytes(10)), Does.StartWith("HTTP/1.1 403 "));
        Assert.That(Put(At("2001:db8::1"), slot, Bytes(10)), Does.StartWith("HTTP/1.1 201 "));
        slot = Slot(Alice, "a", 10);
        Assert.That(Put(At("192.0.2.1"), slot, Bytes(10)), Does.StartWith("HTTP/1.1 201 "));
    }

    [Test]
    public void Page_of_another_site_may_not_send()
    {
        string slot = Slot(Alice, "a", 10);
        Assert.That(
            Put(new WebPeer(Server), slot, Bytes(10), "Origin: http://evil.example\r\n"),
            Does.StartWith("HTTP/1.1 403 "));
        Assert.That(
            Put(new WebPeer(Server), slot, Bytes(10), "Origin: http://localhost\r\n"),
            Does.StartWith("HTTP/1.1 201 "));
    }

    [Test]
    public void Sender_that_has_left_the_room_shares_nothing()
    {
        string slot = Slot(Alice, "a", 10);
        Alice.Send("""{"verb":"leave","id":3}""");
        string answer = Put(new WebPeer(Server), slot, Bytes(10));
        Assert.That(answer, Does.StartWith("HTTP/1.1 403 "));
        Assert.That(TextOf(answer), Is.EqualTo(ShareSentences.NotInRoomAnymore));
        Assert.That(Folder.Names, Is.Empty);
        Assert.That(Shares.OfferedBytes, Is.Zero);
    }

    [Test]
    public void Address_has_four_uploads_at_a_time()
    {
        for (int i = 0; i < 4; i++)
        {
            WebPeer peer = At("192.0.2.1");
            Begin(peer, Slot(Alice, "a", 10), 10);
        }

        string fifth = Slot(Alice, "a", 10);
        string answer = Put(At("192.0.2.1"), fifth, Bytes(10));
        Assert.That(answer, Does.StartWith("HTTP/1.1 429 "));
        Assert.That(FieldOf(answer, "Retry-After"), Is.EqualTo("5"));
        Assert.That(Put(At("192.0.2.2"), fifth, Bytes(10)), Does.StartWith("HTTP/1.1 201 "));
    }

    private FileShares Shares => Server.Server.Files;

    private WebPeer At(string address)
    {
        var peer = new WebPeer(Server);
        peer.Wire.Address = IPAddress.Parse(address);
        return peer;
    }

    private void Begin(WebPeer peer, string slot, int bytes) => Assert.That(
        peer.Request($"PUT {slot} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {bytes}\r\n\r\n"),
        Is.Empty);
}
