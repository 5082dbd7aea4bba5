using EventLoopServer.Files;
using EventLoopServer.Sentences;

namespace UnitTests.Web.Files;

/// <summary>Files are sent and fetched, whole and in parts.</summary>
internal sealed class FileRoundTripTests : FilesFixture
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(FileUpload.ChunkBytes - 1)]
    [TestCase(FileUpload.ChunkBytes)]
    [TestCase(FileUpload.ChunkBytes + 1)]
    [TestCase(MaxBytes - 1)]
    [TestCase(MaxBytes)]
    public void File_arrives_byte_by_byte_as_it_was_sent(int count)
    {
        WebPeer bob = Enter("bob");
        byte[] bytes = Bytes(count);
        string path = Share(Alice, "a b.bin", bytes);
        Assert.That(path, Does.EndWith("/a%20b.bin"));
        string shared = bob.Take().Single();
        Assert.That(shared, Does.StartWith("""{"kind":"shared","""));
        Assert.That(shared, Does.Contain("""
            "room":"lobby","name":"alice","text":"a b.bin","path":"
            """.Trim() + path + '"'));
        (string head, byte[] body) = Get(path);
        Assert.That(head, Does.StartWith("HTTP/1.1 200 OK\r\n"));
        Assert.That(head, Does.Contain($"\r\nContent-Length: {count}\r\n"));
        Assert.That(body, Is.EqualTo(bytes));
        Assert.That(Folder.OpenFiles, Is.Zero);
    }

    [Test]
    public void File_above_the_limit_is_refused() =>
        Assert.That(Offer(Alice, "a", MaxBytes + 1), Does.Contain("\"code\":\"FileTooLarge\""));

    [Test]
    public void Body_may_arrive_in_any_pieces()
    {
        var random = new Random(4);
        byte[] bytes = Bytes(150_000);
        var peer = new WebPeer(Server);
        string slot = Slot(Alice, "a", bytes.Length);
        byte[] request =
        [
            .. System.Text.Encoding.ASCII.GetBytes(
                $"PUT {slot} HTTP/1.1\r\nHost: localhost\r\n"
                + $"Content-Length: {bytes.Length}\r\n\r\n"),
            .. bytes,
            .. "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"u8,
        ];
        for (int at = 0; at < request.Length;)
        {
            int some = Math.Min(random.Next(1, 20_000), request.Length - at);
            peer.Wire.Write(request.AsSpan(at, some));
            at += some;
            Server.RunOneTurn();
        }

        Server.Settle();
        string answers = System.Text.Encoding.UTF8.GetString(peer.Wire.TakeOutbound());
        Assert.That(answers, Does.StartWith("HTTP/1.1 201 "));
        Assert.That(answers, Does.Contain("HTTP/1.1 200 OK"), "the next request was read");
        Assert.That(Get(FieldOf(answers, "Location")).Body, Is.EqualTo(bytes));
    }

    [Test]
    public void Client_that_expects_it_gets_a_100()
    {
        var peer = new WebPeer(Server);
        string slot = Slot(Alice, "a", 3);
        string answer = peer.Request(
            $"PUT {slot} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
            + "Expect: 100-continue\r\n\r\n");
        Assert.That(answer, Is.EqualTo("HTTP/1.1 100 Continue\r\n\r\n"));
        Assert.That(peer.Request("abc"), Does.StartWith("HTTP/1.1 201 "));
    }

    [Test]
    public void Full_disk_queue_pauses_the_sender_and_nothing_else()
    {
        byte[] bytes = Bytes(MaxBytes);
        string slot = Slot(Alice, "a", bytes.Length);
        Server.Network.FileWorker.IsHeld = true;
        var peer = new WebPeer(Server);
        Assert.That(Put(peer, slot, bytes), Is.Empty);
        Assert.That(peer.Wire.Unread, Is.GreaterThan(bytes.Length - (150 * 1024)));
        Assert.That(Enter("bob").Get("/healthz"), Is.Not.Null);
        Server.Network.FileWorker.IsHeld = false;
        Server.Settle();
        string answer = System.Text.Encoding.UTF8.GetString(peer.Wire.TakeOutbound());
        Assert.That(answer, Does.StartWith("HTTP/1.1 201 "));
        Assert.That(Get(FieldOf(answer, "Location")).Body, Is.EqualTo(bytes));
    }

    [TestCase("bytes=0-9", 0, 10)]
    [TestCase("bytes=100-", 100, 69_900)]
    [TestCase("bytes=-5", 69_995, 5)]
    [TestCase("bytes=69999-90000", 69_999, 1)]
    [TestCase("bytes=65530-65545", 65_530, 16)]
    public void Part_of_a_file_is_sent(string range, int from, int count)
    {
        byte[] bytes = Bytes(70_000);
        string path = Share(Alice, "a", bytes);
        (string head, byte[] body) = Get(path, $"Range: {range}\r\n");
        Assert.That(head, Does.StartWith("HTTP/1.1 206 Partial Content\r\n"));
        Assert.That(
            FieldOf(head, "Content-Range"), Is.EqualTo($"bytes {from}-{from + count - 1}/70000"));
        Assert.That(body, Is.EqualTo(bytes[from..(from + count)]));
    }

    [TestCase("bytes=70000-")]
    [TestCase("bytes=-0")]
    public void Part_behind_the_end_does_not_exist(string range)
    {
        string path = Share(Alice, "a", Bytes(70_000));
        (string head, byte[] body) = Get(path, $"Range: {range}\r\n");
        Assert.That(head, Does.StartWith("HTTP/1.1 416 "));
        Assert.That(FieldOf(head, "Content-Range"), Is.EqualTo("bytes */70000"));
        Assert.That(
            System.Text.Encoding.UTF8.GetString(body), Is.EqualTo($"{ShareSentences.NoRange}\n"));
    }

    [TestCase("bytes=0-1,3-4")]
    [TestCase("bytes=5-4")]
    [TestCase("lines=1-2")]
    [TestCase("bytes=a-b")]
    [TestCase("bytes=99999999999999999999-")]
    public void Any_other_range_gets_the_whole_file(string range)
    {
        byte[] bytes = Bytes(1000);
        (string head, byte[] body) = Get(Share(Alice, "a", bytes), $"Range: {range}\r\n");
        Assert.That(head, Does.StartWith("HTTP/1.1 200 "));
        Assert.That(body, Is.EqualTo(bytes));
    }

    [Test]
    public void Range_of_another_content_gets_the_whole_file()
    {
        string path = Share(Alice, "a", Bytes(1000));
        string tag = FieldOf(Get(path).Head, "ETag");
        string part = "Range: bytes=0-9\r\nIf-Range: ";
        Assert.That(Get(path, $"{part}{tag}\r\n").Body, Has.Length.EqualTo(10));
        Assert.That(Get(path, $"{part}\"x\"\r\n").Body, Has.Length.EqualTo(1000));
    }

    [Test]
    public void Known_file_is_not_sent_again_and_a_head_has_no_body()
    {
        string path = Share(Alice, "a", Bytes(1000));
        (string head, byte[] body) = Get(path, method: "HEAD");
        Assert.That(body, Is.Empty);
        Assert.That(FieldOf(head, "Content-Length"), Is.EqualTo("1000"));
        (head, body) = Get(path, $"If-None-Match: {FieldOf(head, "ETag")}\r\n");
        Assert.That(head, Does.StartWith("HTTP/1.1 304 "));
        Assert.That(body, Is.Empty);
    }

    [Test]
    public void Name_in_the_address_is_for_people()
    {
        byte[] bytes = Bytes(10);
        string path = Share(Alice, "a", bytes);
        foreach (string other in new[] { "", "/", "/b", "/../../etc/passwd", "/%2e%2e%2fchat.db" })
        {
            Assert.That(Get(path[..35] + other).Body, Is.EqualTo(bytes), other);
        }

        foreach (string other in new[]
        {
            "/f/", "/f/../chat.db", "/f/..%2fchat.db", $"/f/{new string('0', 32)}/a",
            $"{path[..34]}/a", path[..35].ToUpperInvariant() + "/a", "/up/", "/f",
        })
        {
            Assert.That(Get(other).Head, Does.Match("^HTTP/1.1 40[45] "), other);
        }
    }

    [Test]
    public void Files_come_back_after_a_restart([Values] bool isClean)
    {
        byte[] bytes = Bytes(1000);
        string path = Share(Alice, "a", bytes);
        Server.Settle();
        if (isClean)
        {
            Server.Stop();
        }
        else
        {
            Server.Crash();
        }

        Folder.Restart();
        Restart();
        Assert.That(Get(path).Body, Is.EqualTo(bytes));
    }
}
