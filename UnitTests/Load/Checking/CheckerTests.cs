using System.Text;
using LoadTests.Checking;
using Protocol.Messages;

namespace UnitTests.Load.Checking;

/// <summary>Each fault in the delivery of a message has its own kind.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CheckerTests
{
    private const ushort Run = 7;

    private readonly Checker _checker = new(Run, 64, TimeSpan.FromSeconds(1));
    private readonly Recipients _room = new("room");
    private readonly Listener _listener = new() { Name = "listener"u8.ToArray(), Echoes = true };
    private readonly Listener _other = new() { Name = "other"u8.ToArray(), Echoes = true };
    private readonly Flow _flow;
    private ulong _sequence = 1;

    public CheckerTests()
    {
        _room.Add(_listener);
        _room.Add(_other);
        _flow = _checker.AddFlow(_other, _room);
    }

    [Test]
    public void Messages_delivered_once_and_in_order_are_correct()
    {
        foreach (MessageStamp stamp in Send(3))
        {
            Assert.That(Receive(_listener, stamp), Is.True, $"number {stamp.Number}");
            Assert.That(Receive(_other, stamp), Is.True, $"number {stamp.Number}");
            _sequence++;
        }

        _checker.Finish();
        Assert.That(_checker.Errors(), Is.Empty);
        Assert.That(_checker.Received, Is.EqualTo(_checker.Expected).And.EqualTo(6));
    }

    [Test]
    public void Undelivered_message_is_lost_in_the_middle_and_at_the_end()
    {
        MessageStamp[] said = Send(4);
        Receive(_listener, said[0], 0);
        Receive(_listener, said[2], 0);
        foreach (MessageStamp stamp in said)
        {
            Receive(_other, stamp, 0);
        }

        _checker.Finish();
        Assert.That(_checker.CountOf(ErrorKind.Lost), Is.EqualTo(2));
        Assert.That(_checker.Errors(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Message_delivered_twice_is_a_duplicate()
    {
        MessageStamp said = Send(1)[0];
        Receive(_listener, said);
        Assert.That(Receive(_listener, said), Is.False);
        Assert.That(_checker.Errors(), Is.EqualTo(One("duplicate")));
    }

    [Test]
    public void Message_after_a_later_one_is_disorder_and_not_lost()
    {
        MessageStamp[] said = Send(2);
        Receive(_listener, said[1], 0);
        Assert.That(Receive(_listener, said[0], 0), Is.True);
        Receive(_other, said[0], 0);
        Receive(_other, said[1], 0);
        _checker.Finish();
        Assert.That(_checker.Errors(), Is.EqualTo(One("disorder")));
    }

    [Test]
    public void Order_that_differs_between_receivers_is_disorder()
    {
        Flow second = _checker.AddFlow(_listener, _room);
        MessageStamp a = Send(1)[0];
        MessageStamp b = _checker.Next(second, Now(), out _);
        Receive(_listener, a, 1);
        Receive(_listener, b, 2);
        Receive(_other, b, 1);
        Receive(_other, a, 2);
        Assert.That(_checker.CountOf(ErrorKind.Disorder), Is.EqualTo(2));
    }

    [Test]
    public void Message_to_a_client_outside_the_room_is_misrouted()
    {
        Assert.That(Receive(new Listener(), Send(1)[0]), Is.False);
        Assert.That(_checker.Errors(), Is.EqualTo(One("misrouted")));
    }

    [Test]
    public void Message_in_another_room_is_misrouted()
    {
        Receive(_listener, Send(1)[0], room: "kitchen");
        Assert.That(_checker.Errors(), Is.EqualTo(One("misrouted")));
    }

    [Test]
    public void Late_message_is_a_delay_and_still_counts_as_delivered()
    {
        MessageStamp said = Send(1)[0];
        Assert.That(
            Receive(_listener, said with { DueTicks = Now() - (2 * Second) }), Is.True);
        Assert.That(_checker.Errors(), Is.EqualTo(One("delay")));
    }

    [TestCase(0, Description = "no message has this number")]
    [TestCase(2, Description = "it was not said yet")]
    public void Message_that_was_never_sent_is_corrupt(int number)
    {
        Receive(_listener, Send(1)[0] with { Number = number });
        Assert.That(_checker.Errors(), Is.EqualTo(One("corrupt")));
    }

    [Test]
    public void Message_of_another_run_is_corrupt()
    {
        Receive(_listener, Send(1)[0] with { Run = Run + 1 });
        Assert.That(_checker.Errors(), Is.EqualTo(One("corrupt")));
    }

    [Test]
    public void Message_under_another_name_is_corrupt()
    {
        Assert.That(Receive(_listener, Send(1)[0], from: "listener"), Is.False);
        Assert.That(_checker.Errors(), Is.EqualTo(One("corrupt")));
    }

    [TestCase(0)]
    [TestCase(MessageStamp.Bytes)]
    [TestCase(63)]
    public void Damaged_message_is_corrupt(int at)
    {
        Assert.That(Receive(_listener, Send(1)[0], damagedByte: at), Is.False);
        Assert.That(_checker.Errors(), Is.EqualTo(One("corrupt")));
    }

    [Test]
    public void Message_before_its_due_time_is_corrupt()
    {
        Receive(_listener, Send(1)[0] with { DueTicks = Now() + Second });
        Assert.That(_checker.Errors(), Is.EqualTo(One("corrupt")));
    }

    [Test]
    public void Private_message_delivered_to_a_room_is_misrouted()
    {
        Recipients alone = new Recipients("listener", isPrivate: true);
        alone.Add(_listener);
        Flow secret = _checker.AddFlow(_other, alone);
        MessageStamp[] said =
            [_checker.Next(secret, Now(), out _), _checker.Next(secret, Now(), out _)];
        Assert.That(Receive(_listener, said[0], 0, kind: EventKind.Told), Is.True);
        Assert.That(Receive(_listener, said[1], 0), Is.False);
        Assert.That(_checker.CountOf(ErrorKind.Misrouted), Is.EqualTo(1));
    }

    [Test]
    public void Message_is_not_expected_at_a_sender_without_echo()
    {
        Listener quiet = new Listener { Name = "quiet"u8.ToArray() };
        _room.Add(quiet);
        Flow flow = _checker.AddFlow(quiet, _room);
        MessageStamp said = _checker.Next(flow, Now(), out int deliveries);
        Assert.That(deliveries, Is.EqualTo(2));
        Assert.That(Receive(quiet, said), Is.False);
        Assert.That(_checker.Errors(), Is.EqualTo(One("misrouted")));
    }

    [Test]
    public void Kinds_are_written_with_hyphens()
    {
        _checker.Count(ErrorKind.NotConnected, "no answer");
        Assert.That(_checker.Errors(), Is.EqualTo(One("not-connected")));
        Assert.That(_checker.Examples, Is.EqualTo(new[] { "not-connected: no answer" }));
    }

    [Test]
    public void Examples_show_one_of_each_kind_before_a_second_of_any()
    {
        _checker.Count(ErrorKind.Lost, "a");
        _checker.Count(ErrorKind.Lost, "a");
        _checker.Count(ErrorKind.Lost, "b");
        _checker.Count(ErrorKind.Lost, "c");
        _checker.Count(ErrorKind.ServerEnded, "d");
        Assert.That(
            _checker.Examples, Is.EqualTo(new[] { "lost: a", "server-ended: d", "lost: b" }));
    }

    [Test]
    public void Late_receiver_misses_no_earlier_message()
    {
        Listener late = new Listener();
        MessageStamp[] said = Send(3);
        _room.Add(late, isCounted: false);
        Receive(late, said[1], 0);
        Receive(late, said[2], 0);
        Assert.That(_checker.Errors(), Is.Empty);
        Receive(late, said[2], 0);
        Assert.That(_checker.Errors(), Is.EqualTo(One("duplicate")));
    }

    [Test]
    public void Stamp_round_trips()
    {
        var stamp = new MessageStamp(0xABCD, int.MaxValue, 12, long.MaxValue);
        var text = new byte[MessageStamp.Bytes + 5];
        stamp.Write(text);
        Assert.That(MessageStamp.TryRead(text, out MessageStamp read), Is.True);
        Assert.That(read, Is.EqualTo(stamp));
        for (int length = 0; length < MessageStamp.Bytes; length++)
        {
            Assert.That(
                MessageStamp.TryRead(text.AsSpan(0, length), out _), Is.False, $"{length} bytes");
        }
    }

    [Test]
    public void Ignored_messages_are_counted_separately_and_hide_no_fault()
    {
        _checker.IgnoredPrefix = "hostile-"u8.ToArray();
        MessageStamp[] said = Send(5);
        ReceiveIgnored(_listener, 1);
        Receive(_listener, said[0], 2);
        ReceiveIgnored(_listener, 3);
        Assert.That(Receive(_listener, said[0], 4), Is.False, "a second time");
        ReceiveIgnored(_listener, 5);
        Receive(_listener, said[2], 6);
        ReceiveIgnored(_listener, 7);
        Assert.That(Receive(_listener, said[1], 8), Is.True, "too late");
        Assert.That(_checker.IgnoredMessages, Is.EqualTo(4));
        foreach (MessageStamp stamp in said)
        {
            Receive(_other, stamp, 0);
        }

        _checker.Finish();
        Assert.That(_checker.Errors(), Is.EqualTo(
            new Dictionary<string, long> { ["duplicate"] = 1, ["disorder"] = 1, ["lost"] = 2 }));
        Assert.That(_checker.Received, Is.EqualTo(8));
        Assert.That(_checker.Expected, Is.EqualTo(10));
    }

    [Test]
    public void Message_under_a_foreign_name_is_corrupt()
    {
        _checker.IgnoredPrefix = "hostile-"u8.ToArray();
        Receive(_listener, Send(1)[0], from: "hostile-1");
        Receive(_listener, Send(1)[0], from: "hostile-1", damagedByte: 20);
        Assert.That(_checker.CountOf(ErrorKind.Corrupt), Is.EqualTo(2));
        Assert.That(_checker.IgnoredMessages, Is.Zero);
    }

    [TestCase("", Description = "nobody foreign may be there")]
    [TestCase("guest-", Description = "somebody else may")]
    public void Message_of_an_unexpected_sender_is_corrupt(string prefix)
    {
        _checker.IgnoredPrefix = Encoding.ASCII.GetBytes(prefix);
        ReceiveIgnored(_listener, 1);
        Assert.That(_checker.Errors(), Is.EqualTo(One("corrupt")));
    }

    [Test]
    public void Ignored_message_in_another_room_is_misrouted()
    {
        _checker.IgnoredPrefix = "hostile-"u8.ToArray();
        ReceiveIgnored(_listener, 1, room: "kitchen");
        ReceiveIgnored(new Listener(), 1);
        Assert.That(_checker.CountOf(ErrorKind.Misrouted), Is.EqualTo(2));
        ReceiveIgnored(_listener, 2, room: "");
        Assert.That(_checker.CountOf(ErrorKind.Misrouted), Is.EqualTo(2), "text names no room");
        ReceiveIgnored(_listener, 3, kind: EventKind.Told);
        Assert.That(_checker.CountOf(ErrorKind.Corrupt), Is.EqualTo(1), "they send only to rooms");
    }

    [Test]
    public void Ignored_message_has_its_own_sequence_number()
    {
        _checker.IgnoredPrefix = "hostile-"u8.ToArray();
        MessageStamp said = Send(1)[0];
        ReceiveIgnored(_listener, 1);
        Receive(_listener, said, 2);
        ReceiveIgnored(_listener, 2);
        Assert.That(_checker.Errors(), Is.EqualTo(One("disorder")), "two messages at one position");
        Receive(_other, said, 1);
        Assert.That(
            _checker.CountOf(ErrorKind.Disorder), Is.EqualTo(2), "others saw somebody else there");
    }

    private static long Second => System.Diagnostics.Stopwatch.Frequency;

    private static long Now() => System.Diagnostics.Stopwatch.GetTimestamp();

    private static Dictionary<string, long> One(string kind) => new() { [kind] = 1 };

    private MessageStamp[] Send(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => _checker.Next(_flow, Now(), out int _))];

    private void ReceiveIgnored(
        Listener listener, ulong sequence, string room = "room", EventKind kind = EventKind.Said)
    {
        var heard = new ServerEvent
        {
            Kind = kind,
            Room = Encoding.ASCII.GetBytes(room),
            Name = "hostile-1"u8,
            Sequence = sequence,
            Text = "ffff"u8,
        };
        Assert.That(
            _checker.Receive(listener, heard, Now(), out _), Is.False, "it is not expected");
    }

    private bool Receive(
        Listener listener,
        MessageStamp stamp,
        ulong? sequence = null,
        string room = "room",
        string? from = null,
        EventKind kind = EventKind.Said,
        int? damagedByte = null)
    {
        var text = new byte[64];
        stamp.Write(text);
        if (damagedByte is { } at)
        {
            text[at]++;
        }

        byte[] sender = stamp.Flow < _checker.Flows.Count
            ? _checker.Flows[stamp.Flow].Sender.Name
            : [];
        var heard = new ServerEvent
        {
            Kind = kind,
            Room = Encoding.ASCII.GetBytes(room),
            Name = from is null ? sender : Encoding.ASCII.GetBytes(from),
            Sequence = sequence ?? _sequence,
            Text = text,
        };
        return _checker.Receive(listener, heard, Now(), out _);
    }
}
