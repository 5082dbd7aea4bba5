using EventLoopServer.Chat.Files;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using UnitTests.Support;

namespace UnitTests.Web.Files;

/// <summary>What operators see of files, and how they remove them.</summary>
internal sealed class FileOperatorTests : FilesFixture
{
    private int _requests = 50;
    private WebPeer _operator = null!;

    [SetUp]
    public void EnterAsOperator() => Begin(FileUse.Everyone);

    [Test]
    public void Operators_see_all_files_the_space_and_its_biggest_users()
    {
        Ask(Alice, """ "verb":"join","target":"den" """);
        string hidden = Share(Alice, "small.bin", Bytes(100), "den");
        string other = Share(Enter("bob"), "large.bin", Bytes(100_000));
        string answer = Ask(_operator, """ "verb":"files" """);
        foreach (string part in new[]
        {
            ShareSentences.Space(2, "114 KiB", "2 GiB", "7 days"),
            ShareSentences.Biggest("bob 98 KiB, anna 100 bytes"),
            ShareSentences.Files(2, 2),
            ShareSentences.File(
                "small.bin", "100 bytes", "anna", "den", $"http://chat.example{hidden}"),
            ShareSentences.File(
                "large.bin", "98 KiB", "bob", "lobby", $"http://chat.example{other}"),
        })
        {
            Assert.That(answer, Does.Contain(part));
        }

        string own = Ask(Alice, """ "verb":"files" """);
        Assert.That(own, Does.Not.Contain(ShareSentences.Biggest("")[..5]));
    }

    [Test]
    public void List_has_the_newest_20_files()
    {
        for (int i = 1; i <= 21; i++)
        {
            Share(Alice, $"f{i}.bin", Bytes(1));
        }

        string answer = Ask(_operator, """ "verb":"files" """);
        Assert.That(answer, Does.Contain(ShareSentences.Files(20, 21)));
        Assert.That(answer, Does.Contain("f21.bin").And.Contain("f2.bin"));
        Assert.That(answer, Does.Not.Contain("f1.bin"));
    }

    [Test]
    public void Operator_removes_any_file_and_the_audit_log_has_it()
    {
        string path = Share(Alice, "a.bin", Bytes(5));
        string remove = $$""" "verb":"line","text":"/file remove {{path[3..35]}}" """;
        Assert.That(Ask(Enter("bob"), remove), Does.Contain("\"code\":\"OperatorsOnly\""));
        Assert.That(Get(path).Head, Does.StartWith("HTTP/1.1 200 "));
        Assert.That(Ask(_operator, remove), Does.Contain("\"kind\":\"done\""));
        Assert.That(Get(path).Head, Does.StartWith("HTTP/1.1 404 "));
        Assert.That(Folder.Names, Is.Empty);
        Assert.That(Ask(_operator, remove), Does.Contain("\"code\":\"NoSuchFile\""));
        Server.Settle();
        Assert.That(
            Store.Disk.Entries.Select(static e => e.Change).OfType<StoreChange.Audit>()
                .Select(static a => a.Action),
            Has.One.EqualTo(ShareSentences.RemovedFile("a.bin", "anna")));
    }

    [Test]
    public void Start_of_an_id_is_enough_to_remove_a_file()
    {
        string path = Share(Alice, "a.bin", Bytes(5));
        string Remove(int digits) =>
            $$""" "verb":"line","text":"/unshare {{path[3..(3 + digits)]}}" """;
        WebPeer bob = Enter("bob");
        Share(bob, "b.bin", Bytes(5));
        Assert.That(Ask(Alice, Remove(7)), Does.Contain("\"code\":\"NoSuchFile\""));
        Assert.That(Ask(bob, Remove(8)), Does.Contain("\"code\":\"NoSuchFile\""), "of another");
        Assert.That(Get(path).Head, Does.StartWith("HTTP/1.1 200 "));
        Assert.That(Ask(Alice, Remove(8)), Does.Contain("\"kind\":\"done\""));
        Assert.That(Get(path).Head, Does.StartWith("HTTP/1.1 404 "));
    }

    [TestCase("/file list abc")]
    [TestCase("/file remove")]
    [TestCase("/file remove ../chat.db")]
    public void Anything_else_is_refused(string line) => Assert.That(
        Ask(_operator, $$""" "verb":"line","text":"{{line}}" """),
        Does.StartWith("""{"kind":"refused","""));

    [Test]
    public void Erasing_a_user_removes_its_files()
    {
        string path = Share(Alice, "a.bin", Bytes(5));
        string other = Share(Enter("bob"), "b.bin", Bytes(6));
        _operator.Send("""{"verb":"line","id":99,"text":"/erase anna"}""");
        Server.Settle();
        Assert.That(Get(path).Head, Does.StartWith("HTTP/1.1 404 "));
        Assert.That(Get(other).Head, Does.StartWith("HTTP/1.1 200 "));
    }

    [TestCase(FileUse.Operators, "slot")]
    [TestCase(FileUse.Nobody, "NotAllowed")]
    public void Operators_may_share_where_others_may_not(FileUse use, string answer)
    {
        Begin(use);
        Assert.That(Offer(_operator, "a", 1), Does.Contain($"\"{answer}\""));
        Assert.That(Offer(Alice, "a", 1), Does.Contain("\"NotAllowed\""));
    }

    [Test]
    public void Metrics_count_files_and_transfers()
    {
        string path = Share(Alice, "a.bin", Bytes(100_000));
        Get(path);
        Slot(Alice, "b.bin", 5);
        var slow = new WebPeer(Server);
        slow.Wire.Window = 1000;
        slow.Get(path);
        var scraper = new WebPeer(Server);
        scraper.Wire.IsLocal = true;
        string metrics = scraper.Get("/metrics");
        foreach (string line in new[]
        {
            "tcpchat_files 1",
            $"tcpchat_files_bytes {100_000 + FileLimits.MinBytes}",
            "tcpchat_file_transfers{direction=\"received\"} 0",
            "tcpchat_file_transfers{direction=\"sent\"} 1",
            "tcpchat_file_received_bytes_total 100000",
        })
        {
            Assert.That(metrics, Does.Contain($"\n{line}\n"));
        }
    }

    /// <summary>Starts the server with an operators' password.</summary>
    private void Begin(FileUse use)
    {
        Server.Stop();
        Folder.Restart();
        Restart(Options with
        {
            Access = new AccessRules { Operators = PasswordFiles.With("open sesame"u8) },
            Sharing = Options.Sharing with { Use = use },
        });

        // The names of earlier sessions are held.
        string end = use == FileUse.Everyone ? "" : "2";
        Alice = Enter($"anna{end}");
        _operator = Enter($"otto{end}");
        Ask(_operator, """ "verb":"oper","text":"open sesame" """);
    }

    private string Ask(WebPeer peer, string fields)
    {
        peer.Take();
        peer.Send($$"""{"id":{{++_requests}},{{fields}}}""");
        string answer = peer.Take().Single(m => m.Contains($"\"request\":{_requests},"));

        // The answer to /files has several lines.
        return answer.Replace("\\n", "\n");
    }

    private string Share(WebPeer peer, string name, byte[] bytes, string room)
    {
        string slot = PathOf(Offer(peer, name, bytes.Length, room));
        return FieldOf(Put(new WebPeer(Server), slot, bytes), "Location");
    }
}
