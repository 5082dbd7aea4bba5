using System.Net;
using System.Text;
using EventLoopServer.Chat.Files;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Simulation.Network;

namespace UnitTests.Web.Files;

/// <summary>Shared files in the chat: who may share, quotas, lists, history.</summary>
internal sealed class FileSharingTests : FilesFixture
{
    private const long Counted = FileLimits.MinBytes;

    [Test]
    public void Welcome_announces_files()
    {
        var peer = new WebPeer(Server);
        peer.Begin();
        Assert.That(peer.Take().Single(), Does.Match("\"capabilities\":\\[.*\"files\"\\]"));
    }

    [Test]
    public void Server_without_a_folder_shares_nothing()
    {
        using var server = new Simulation.SimServer(Options, store: new(seed: 1));
        var peer = new WebPeer(server);
        peer.Begin();
        Assert.That(peer.Take().Single(), Does.Not.Contain("files"));
        peer.Send("""{"verb":"name","id":1,"target":"bob"}""");
        peer.Take();
        peer.Send("""{"verb":"offer","id":2,"text":"a","number":1}""");
        Assert.That(peer.Take().Single(), Does.Contain("\"code\":\"FilesOff\""));
        Assert.That(
            new WebPeer(server).Get($"/f/{new string('0', 32)}/a"), Does.StartWith("HTTP/1.1 404"));
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("a/b")]
    [TestCase("a\\\\b")]
    [TestCase("C:x")]
    [TestCase(".bashrc")]
    [TestCase("a ")]
    [TestCase("a\\u202Egnp.exe")]
    [TestCase("a\\u0085b")]
    public void Odd_name_is_refused(string name) => Assert.That(
        Offer(Alice, name, 1),
        Does.Match("\"code\":\"(FileNameInvalid|MissingArgument|ForbiddenCharacters)\""));

    [TestCase(128, "slot")]
    [TestCase(129, "refused")]
    public void Name_has_at_most_128_bytes(int bytes, string kind) => Assert.That(
        Offer(Alice, new string('a', bytes), 1), Does.StartWith($$"""{"kind":"{{kind}}","""));

    [TestCase("Grüße 茶 'x' (1).png", "Gr%C3%BC%C3%9Fe%20%E8%8C%B6%20%27x%27%20%281%29.png")]
    [TestCase("-rf;$(reboot).txt", "-rf%3B%24%28reboot%29.txt")]
    public void Name_of_any_other_form_is_kept(string name, string escaped)
    {
        string path = Share(Alice, name, Bytes(5));
        Assert.That(path, Does.EndWith($"/{escaped}"));
        Assert.That(
            FieldOf(Get(path).Head, "Content-Disposition"),
            Does.EndWith($"filename*=UTF-8''{escaped}"));
    }

    [Test]
    public void Headers_keep_a_browser_from_running_a_file()
    {
        string head = Get(Share(Alice, "page.html", "<script>alert(1)</script>"u8.ToArray())).Head;
        foreach (string field in new[]
        {
            "Content-Type: text/plain; charset=utf-8",
            "Content-Security-Policy: sandbox; default-src 'none'",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
            "Cross-Origin-Resource-Policy: same-origin",
            "Accept-Ranges: bytes",
            "Content-Disposition: inline; filename=\"page.html\"; filename*=UTF-8''page.html",
        })
        {
            Assert.That(head, Does.Contain($"\r\n{field}\r\n"));
        }

        head = Get(Share(Alice, "a.pdf", "%PDF-1.7 x"u8.ToArray())).Head;
        Assert.That(FieldOf(head, "Content-Disposition"), Does.StartWith("attachment; "));
        Assert.That(FieldOf(head, "Content-Type"), Is.EqualTo("application/pdf"));
    }

    [TestCase(5_000, 10_000, "\"width\":5000,\"height\":10000")]
    [TestCase(5_001, 10_000, null)]
    public void Picture_above_50_megapixels_is_only_a_link(int width, int height, string? size)
    {
        byte[] png = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[13]];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        Share(Alice, "a.png", png);
        string shared = Alice.Take().Single(static m => m.Contains("\"shared\""));
        Assert.That(shared, Does.Contain("\"type\":\"image/png\""));
        Assert.That(
            shared, size is null ? Does.Not.Contain("\"width\"") : Does.Contain(size));
    }

    [TestCase("everyone", "slot")]
    [TestCase("accounts", "NotAllowed")]
    [TestCase("operators", "NotAllowed")]
    [TestCase("nobody", "NotAllowed")]
    public void Operator_decides_who_may_share(string who, string answer)
    {
        Adapt(o => o with { Use = Enum.Parse<FileUse>(who, ignoreCase: true) });
        Assert.That(Offer(Alice, "a", 1), Does.Contain($"\"{answer}\""));
    }

    [Test]
    public void Member_and_address_have_a_quota_of_a_day()
    {
        Adapt(static o => o with { DayBytes = 2 * Counted });
        Alice.Wire.Address = IPAddress.Parse("192.0.2.1");
        Share(Alice, "a", Bytes(5));
        string slot = Slot(Alice, "b", Counted);
        Assert.That(Offer(Alice, "c", 1), Does.Contain("\"code\":\"QuotaReached\""));
        WebPeer other = Enter("bob");
        Slot(other, "c", 1);
        other.Wire.Address = Alice.Wire.Address;
        Assert.That(Offer(other, "c", 1), Does.Contain("\"code\":\"QuotaReached\""));

        // An offer that is not used does not count.
        Server.Pass(310_000);
        Assert.That(Put(new WebPeer(Server), slot, Bytes(1)), Does.StartWith("HTTP/1.1 404 "));
        WebPeer next = Enter("carl");
        next.Wire.Address = IPAddress.Parse("192.0.2.1");
        Slot(next, "c", Counted);
        Assert.That(Offer(next, "d", 1), Does.Contain("\"code\":\"QuotaReached\""));
        Server.Pass(24L * 60 * 60 * 1000);
        WebPeer late = Enter("dora");
        late.Wire.Address = IPAddress.Parse("192.0.2.1");
        Slot(late, "c", 2 * Counted);
    }

    [Test]
    public void Offers_count_before_their_files_arrive()
    {
        Adapt(static o => o with { TotalBytes = 3 * Counted });
        Share(Alice, "a", Bytes(5));
        Slot(Alice, "b", Counted + 1);
        Assert.That(Offer(Alice, "c", 1), Does.Contain("\"code\":\"FilesFull\""));
    }

    [Test]
    public void Member_has_eight_open_offers()
    {
        for (int i = 0; i < 8; i++)
        {
            Slot(Alice, "a", 1);
        }

        Assert.That(Offer(Alice, "a", 1), Does.Contain("\"code\":\"TooManyOffers\""));
        Slot(Enter("bob"), "a", 1);
    }

    [Test]
    public void Files_expire()
    {
        string path = Share(Alice, "a", Bytes(5));
        Server.Pass((7L * 24 * 60 * 60 * 1000) - 20_000);
        Assert.That(Get(path).Head, Does.StartWith("HTTP/1.1 200 "));
        Server.Pass(30_000);
        Assert.That(Get(path).Head, Does.StartWith("HTTP/1.1 404 "));
        Assert.That(Folder.Names, Is.Empty);
        Assert.That(Store.Disk.ReadFiles(), Is.Empty);
    }

    [Test]
    public void File_stands_in_the_history_and_is_found()
    {
        string path = Share(Alice, "holiday.png", Bytes(5));
        WebPeer bob = Enter("bob");
        bob.Send("""{"verb":"history","id":5,"target":"lobby"}""");
        Assert.That(bob.Take(), Has.One.Contains($"\"path\":\"{path}\""));
        Store.Empty("den", 0);
        bob.Send("""{"verb":"search","id":6,"text":"holiday"}""");
        Assert.That(bob.Take(), Has.One.Contains($"\"path\":\"{path}\""));
    }

    [Test]
    public void Terminals_get_a_command_and_links()
    {
        SimTransport nc = Terminal("carol");
        nc.Write("/send it's here.png 5\n"u8);
        Server.Settle();
        string answer = Encoding.UTF8.GetString(nc.TakeOutbound());
        Assert.That(answer, Does.Match(
            "^-- .*: curl -T 'it'\\\\''s here.png' http://chat.example/up/[0-9a-f]{32}\n$"));
        string slot = answer[answer.IndexOf("/up/", StringComparison.Ordinal)..].TrimEnd('\n');
        string path = FieldOf(Put(new WebPeer(Server), slot, Bytes(5)), "Location");
        string line = $"-- carol shared it's here.png (5 bytes): http://chat.example{path}\n";
        Assert.That(Encoding.UTF8.GetString(nc.TakeOutbound()), Is.EqualTo(line));
        nc.Write("/history 1\n"u8);
        Server.Settle();
        Assert.That(Encoding.UTF8.GetString(nc.TakeOutbound()), Does.EndWith($" {line}"));
        nc.Write("/send photo.png\n"u8);
        Server.Settle();
        Assert.That(
            Encoding.UTF8.GetString(nc.TakeOutbound()),
            Does.Contain(Refusal.For(RefusalCode.MissingArgument, "/send NAME SIZE").Advice));
    }

    [Test]
    public void List_has_the_files_of_own_rooms()
    {
        string path = Share(Alice, "a", Bytes(5));
        Alice.Send("""{"verb":"join","id":3,"target":"den"}""");
        string slot = PathOf(Offer(Alice, "b", 1, "den"));
        Put(new WebPeer(Server), slot, Bytes(1));
        SimTransport nc = Terminal("carol");
        nc.Write("/files\n"u8);
        Server.Settle();
        Assert.That(
            Encoding.UTF8.GetString(nc.TakeOutbound()),
            Is.EqualTo(
                $"-- {ShareSentences.Files(1, 1)}\n-- "
                + ShareSentences.File(
                    "a", "5 bytes", "alice", "lobby", $"http://chat.example{path}")
                + "\n"));
    }

    [Test]
    public void Users_remove_own_files_only()
    {
        string path = Share(Alice, "a", Bytes(5));
        WebPeer bob = Enter("bob");
        string remove = $$"""{"verb":"removefile","id":9,"target":"{{path[3..35]}}"}""";
        bob.Send(remove);
        Assert.That(bob.Take()[^1], Does.Contain("\"code\":\"NoSuchFile\""));
        Alice.Send(remove);
        Assert.That(Alice.Take()[^1], Does.StartWith("""{"kind":"done","""));
        Alice.Send(remove);
        Assert.That(Alice.Take()[^1], Does.Contain("\"code\":\"NoSuchFile\""));
    }

    private SimTransport Terminal(string name)
    {
        SimTransport nc = Server.Connect();
        nc.Write(Encoding.UTF8.GetBytes($"{name}\n"));
        Server.Settle();
        nc.TakeOutbound();
        return nc;
    }

    /// <summary>Starts the server again with other limits.</summary>
    private void Adapt(Func<SharingOptions, SharingOptions> adapt)
    {
        Server.Stop();
        Folder.Restart();
        Restart(Options with { Sharing = adapt(Options.Sharing) });

        // The name of alice is held for her session.
        Alice = Enter("anna");
    }
}
