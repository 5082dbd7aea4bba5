using EventLoopServer.Chat.Accounts;
using EventLoopServer.Sessions;
using Protocol.Dialects.Native;
using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Chat.Accounts;

/// <summary>How far the user of an account has read, on all devices and after a restart.</summary>
internal sealed class ReadMarkTests : AccountFixture
{
    private const ulong Reads = NativeWire.ReadMarks;

    [Test]
    public void Mark_is_sent_to_the_other_devices_that_want_it()
    {
        NativePeer one = Enter(isFirst: true);
        NativePeer two = Enter();
        NativePeer older = Enter(capabilities: 0);
        Say(one, "hi");
        Take(one, two, older);
        Assert.That(Read(one, 2).Select(static e => e.Kind), Is.EqualTo(new[] { EventKind.Done }));
        SeenEvent mark = two.Take().Single();
        Assert.That(
            (mark.Kind, mark.Room, mark.Sequence, mark.Request),
            Is.EqualTo((EventKind.Read, "lobby", 2, 0)));
        Assert.That(mark.Number, Is.EqualTo(Chat.Server.Server.Directory.Main.Incarnation));
        Assert.That(older.Take(), Is.Empty);
    }

    [Test]
    public void Mark_never_goes_back_nor_above_the_last_event()
    {
        NativePeer one = Enter(isFirst: true);
        NativePeer two = Enter();
        Say(one, "hi");
        Take(one, two);
        Read(one, 99);
        Assert.That(two.Take().Single().Sequence, Is.EqualTo(2));
        Read(one, 1);
        Read(one, 2);
        Assert.That(two.Take(), Is.Empty);
        Assert.That(Read(one, 0).Single().Kind, Is.EqualTo(EventKind.Done));
    }

    [Test]
    public void Login_join_and_resume_begin_with_the_mark()
    {
        NativePeer one = Enter(isFirst: true);
        Say(one, "hi");
        Ask(one, RequestVerb.Join, 5, "den");
        Read(one, 2);
        List<SeenEvent> login = [];
        Enter(login: login);
        Assert.That(Marks(login), Is.EquivalentTo(new[] { ("lobby", 2UL), ("den", 0UL) }));
        Ask(one, RequestVerb.Leave, 6, "den");
        Assert.That(
            Marks(Ask(one, RequestVerb.Join, 7, "den")), Is.EqualTo(new[] { ("den", 0UL) }));
    }

    [Test]
    public void Guest_gets_no_marks_until_it_has_an_account()
    {
        NativePeer peer = Open(Reads);
        Assert.That(Marks(Ask(peer, RequestVerb.Name, 1, "alice")), Is.Empty);
        Assert.That(
            Read(peer, 1).Single().Number, Is.EqualTo((ulong)RefusalCode.NotLoggedIn));
        Assert.That(
            Marks(Ask(peer, RequestVerb.Register, 2, "", Password)),
            Is.EqualTo(new[] { ("lobby", 0UL) }));
        Assert.That(
            Ask(peer, RequestVerb.Read, 3, "attic").Single().Number,
            Is.EqualTo((ulong)RefusalCode.NotInRoom));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Mark_survives_a_restart(bool isClean)
    {
        NativePeer one = Enter(isFirst: true);
        Say(one, "hi");
        Read(one, 2);
        Chat.Server.Pass(ReadMarkTimer.DelayMs);
        End(isClean);
        List<SeenEvent> login = [];
        Enter(login: login);
        Assert.That(Marks(login), Is.EqualTo(new[] { ("lobby", 2UL) }));
    }

    /// <summary>
    /// Joins and leaves take numbers and are not stored, so a crash gives their numbers to others.
    /// </summary>
    [Test]
    public void Mark_does_not_hide_lines_that_get_numbers_again_after_a_crash()
    {
        NativePeer one = Enter(isFirst: true);
        Say(one, "kept");
        Leave(Chat.Enter("bob"));
        Read(one, 4);
        Chat.Server.Pass(ReadMarkTimer.DelayMs);
        End(isClean: false);
        List<SeenEvent> login = [];
        NativePeer again = Enter(login: login);
        Assert.That(Marks(login), Is.EqualTo(new[] { ("lobby", 2UL) }));
        Say(again, "with a number of bob");
        List<SeenEvent> later = [];
        Enter(login: later);
        Assert.That(Marks(later), Is.EqualTo(new[] { ("lobby", 2UL) }));
    }

    [Test]
    public void Marks_are_written_together()
    {
        NativePeer one = Enter(isFirst: true);
        Chat.Server.Settle();
        long before = Store.Appended;
        for (int i = 0; i < 20; i++)
        {
            Say(one, "hi");
            Read(one, (ulong)i + 2);
        }

        Assert.That(Store.Appended - before, Is.EqualTo(20), "only the messages");
        Chat.Server.Pass(ReadMarkTimer.DelayMs);
        Assert.That(Store.Appended - before, Is.EqualTo(21));
        Chat.Server.Pass(ReadMarkTimer.DelayMs);
        Assert.That(Store.Appended - before, Is.EqualTo(21));
    }

    [Test]
    public void Mark_is_written_when_a_device_leaves()
    {
        NativePeer one = Enter(isFirst: true);
        Say(one, "hi");
        Read(one, 2);
        one.Wire.Reset();
        Chat.Server.Settle();
        End(isClean: false);
        List<SeenEvent> login = [];
        Enter(login: login);
        Assert.That(Marks(login), Is.EqualTo(new[] { ("lobby", 2UL) }));
    }

    [Test]
    public void Account_has_a_limited_number_of_marks()
    {
        var marks = new ReadMarks("");
        for (int i = 0; i < ReadMarks.Most + 1; i++)
        {
            marks.Set(new ReadMark(Utf8($"room{i}"), ulong.MaxValue, (ulong)i));
        }

        Assert.That(marks.Count, Is.EqualTo(ReadMarks.Most));
        Assert.That(marks.Find("room0"u8), Is.Null, "the oldest");
        Assert.That(marks.Find("ROOM1"u8)!.Sequence, Is.EqualTo(1));
        var stored = new ReadMarks($"{marks}");
        Assert.That($"{stored}", Is.EqualTo($"{marks}"));
        Assert.That(new ReadMarks("x\nroom 1\nroom -1 2\nden 7 8").Count, Is.EqualTo(1));
    }

    [Test]
    public void Account_that_was_given_up_has_no_marks()
    {
        NativePeer one = Enter(isFirst: true);
        Say(one, "hi");
        Read(one, 2);
        Ask(one, RequestVerb.Unregister, 9, "", Password);
        Chat.Server.Pass(ReadMarkTimer.DelayMs);
        Account account = Chat.Server.Server.Directory.Accounts.Find("alice"u8)!;
        Assert.That((account.State.ReadMarks, account.ReadMarks.Count), Is.EqualTo(("", 0)));
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static (string Room, ulong Sequence)[] Marks(IEnumerable<SeenEvent> events) =>
    [
        .. events.Where(static e => e.Kind == EventKind.Read)
            .Select(static e => (e.Room, e.Sequence)),
    ];

    private static void Take(params NativePeer[] peers) =>
        Array.ForEach(peers, static peer => peer.Take());

    private NativePeer Enter(
        bool isFirst = false, ulong capabilities = Reads, List<SeenEvent>? login = null)
    {
        NativePeer peer = Open(capabilities);
        if (isFirst)
        {
            peer.Request(RequestVerb.Name, 1, "alice");
            peer.Request(RequestVerb.Register, 2, "", Password);
        }
        else
        {
            peer.Request(RequestVerb.Login, 2, "alice", Password);
        }

        Chat.Server.Settle();
        List<SeenEvent> events = peer.Take();
        login?.AddRange(events);
        Assert.That(events.Select(static e => e.Kind), Does.Contain(EventKind.Joined));
        return peer;
    }

    private NativePeer Open(ulong capabilities)
    {
        var peer = new NativePeer(Chat.Arrive(Home));
        peer.Hello(capabilities);
        Chat.Server.Settle();
        peer.Take();
        return peer;
    }

    private void End(bool isClean)
    {
        if (isClean)
        {
            Chat.Server.Stop();
        }
        else
        {
            Chat.Server.Crash(powerCut: true);
        }

        base.Open();
    }

    private void Say(NativePeer peer, string text) =>
        Ask(peer, RequestVerb.Say, 0, "lobby", text);

    private List<SeenEvent> Read(NativePeer peer, ulong sequence)
    {
        peer.Take();
        peer.Request(RequestVerb.Read, 3, "lobby", number: sequence);
        Chat.Server.Settle();
        return peer.Take();
    }

    private List<SeenEvent> Ask(
        NativePeer peer, RequestVerb verb, ulong id, string target = "", string text = "")
    {
        peer.Take();
        peer.Request(verb, id, target, text);
        Chat.Server.Settle();
        return peer.Take();
    }
}
