using System.Globalization;
using System.Text;
using EventLoopServer.Configuration;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.Sessions.Rates;

/// <summary>
/// How much each member of a room is sent in a second, whatever others send to it, and how the
/// senders share it.
/// </summary>
internal sealed class RoomBudgetTests
{
    private const int StepMs = 100;

    /// <summary>Longer than the 30 s after which a slow reader, or a flood, is closed.</summary>
    private const int Ms = 40_000;

    private static readonly string s_long = new('x', 4000);

    /// <summary>
    /// What senders do in a room, each of them in every step: from one message at the allowed rate
    /// to what makes most output of little input.
    /// </summary>
    private static readonly TestCaseData[] s_loads =
    [
        new TestCaseData("long lines", 40, (int who, int step) => $"{s_long}\n"),
        new TestCaseData("actions", 40, (int who, int step) => $"/me {s_long}\n"),
        new TestCaseData("short lines", 300, (int who, int step) => "some forty bytes of a usual"
            + $" short line\n"),
        new TestCaseData("topics", 120, (int who, int step) =>
            $"/topic {new string('t', 380)}\n"),
        new TestCaseData("renames", 300, (int who, int step) =>
            step % 4 > 0 ? "" : $"/nick {new string('ж', 24)}-{who}-{step % 8}\n"),
        new TestCaseData("joins", 300, (int who, int step) => (step % 8) switch
        {
            0 => "/leave lobby\n",
            4 => "/join lobby\n",
            _ => "",
        }),
        new TestCaseData("private", 40, (int who, int step) => $"/msg reader {s_long}\n"),
        new TestCaseData("all of it", 100, (int who, int step) => (who % 4) switch
        {
            0 => $"{s_long}\n",
            1 => $"/msg reader {s_long}\n",
            2 => "short\n",
            _ => $"/topic {new string('t', 380)}\n",
        }),
    ];

    private readonly ServerLog _log = new();
    private readonly List<SimTransport> _senders = [];
    private readonly StringBuilder _chat = new();
    private SimServer _server = null!;
    private SimTransport _reader = null!;

    [SetUp]
    public void Start()
    {
        _senders.Clear();
        Open(new ServerOptions());
    }

    [TearDown]
    public void Stop()
    {
        _server.Dispose();
        _reader.Dispose();
        _senders.ForEach(static w => w.Dispose());
    }

    [TestCaseSource(nameof(s_loads))]
    public void A_member_that_reads_as_fast_as_the_budget_is_never_closed(
        string load, int senders, Func<int, int, string> next)
    {
        // A room's budget, and that of the private messages.
        Crowd(senders);
        int most = 0;
        Play(next, room: ClientLimits.Default.RoomBytesPerSecond * 5 / 4, () =>
        {
            Assert.That(_reader.IsShut, Is.False, load);
            most = Math.Max(most, Waiting);
        });
        TestContext.Out.WriteLine($"{load}: at most {most} bytes waited for the reader");
        Assert.That(most, Is.LessThan(new ServerOptions().SlowBytes), load);
        Assert.That(_log.Lines.Where(static l => l.Text.Contains("TooSlow")), Is.Empty);
    }

    [TestCase("long lines")]
    [TestCase("private")]
    public void Without_a_budget_the_same_reader_is_closed(string load)
    {
        Stop();
        Open(new ServerOptions
        {
            ClientLimits = ClientLimits.Default.WithoutByteRates(),
        });
        TestCaseData row = s_loads.Single(r => (string)r.Arguments[0]! == load);
        Crowd((int)row.Arguments[1]!);
        Play(
            (Func<int, int, string>)row.Arguments[2]!,
            ClientLimits.Default.RoomBytesPerSecond * 5 / 4,
            static () => { });
        Assert.That(_reader.IsShut, Is.True);
    }

    [Test]
    public void A_member_that_reads_half_as_fast_as_the_budget_is_closed_as_too_slow()
    {
        Crowd(40);
        Play(
            static (_, _) => $"{s_long}\n",
            room: ClientLimits.Default.RoomBytesPerSecond / 2,
            static () => { });
        Assert.That(_reader.IsShut, Is.True);
        Assert.That(_log.Lines.Select(static l => l.Text), Has.Some.Contains("TooSlow"));
    }

    [Test]
    public void Those_who_send_much_get_the_same_share_and_who_sends_little_does_not_wait()
    {
        const int senders = 40;
        Crowd(senders);
        SimTransport chatter = Named("chatter");
        var heard = new int[senders];
        var asked = new Dictionary<int, long>();
        var delays = new List<long>();
        _reader.Window = long.MaxValue;
        string rest = "";
        for (int ms = 0; ms < Ms; ms += 10)
        {
            if (ms % StepMs == 0)
            {
                Send(static (_, _) => $"{s_long}\n", ms / StepMs);
            }

            if (ms % 1000 == 0)
            {
                asked[ms] = ms;
                chatter.Write(Encoding.UTF8.GetBytes($"now {ms}\n"));
            }

            _server.Pass(10);
            Drain();
            chatter.TakeOutbound();
            string[] lines = (rest + Text(_reader)).Split('\n');
            rest = lines[^1];
            foreach (string line in lines[..^1])
            {
                if (line.StartsWith("chatter: now ", StringComparison.Ordinal))
                {
                    int at = int.Parse(line[13..], CultureInfo.InvariantCulture);
                    delays.Add(ms + 10 - asked[at]);
                }
                else if (line.StartsWith("sender", StringComparison.Ordinal))
                {
                    heard[int.Parse(line[6..line.IndexOf(':')], CultureInfo.InvariantCulture)]++;
                }
            }
        }

        TestContext.Out.WriteLine(
            $"{heard.Min()} to {heard.Max()} lines each, delays up to {delays.Max()} ms");
        Assert.That(delays, Has.Count.EqualTo(Ms / 1000));
        Assert.That(delays.Max(), Is.LessThanOrEqualTo(50), "a line is not kept behind long ones");
        Assert.That(heard.Min(), Is.GreaterThan(0));
        Assert.That(heard.Max() - heard.Min(), Is.LessThanOrEqualTo(2), "equal shares");
        Assert.That(
            heard.Sum() * 4000 / (Ms / 1000),
            Is.GreaterThan(ClientLimits.Default.RoomBytesPerSecond * 9 / 10),
            "the budget is used");
    }

    [Test]
    public void What_waits_is_sent_later_in_order_and_nothing_is_lost()
    {
        Crowd(20);
        _reader.Window = long.MaxValue;
        foreach ((SimTransport sender, int who) in _senders.Select(static (w, i) => (w, i)))
        {
            sender.Write(Encoding.UTF8.GetBytes(string.Concat(
                Enumerable.Range(0, 10).Select(i => $"{who} {i} {s_long}\n"))));
        }

        for (int ms = 0; ms < 30_000; ms += StepMs)
        {
            _server.Pass(StepMs);
            _chat.Append(Text(_reader));
            Drain();
        }

        string[] lines = [.. _chat.ToString().Split('\n').Where(static l => l.Length > 100)];
        Assert.That(lines, Has.Length.EqualTo(200));
        for (int who = 0; who < 20; who++)
        {
            Assert.That(
                lines.Where(l => l.StartsWith($"sender{who}: ", StringComparison.Ordinal))
                    .Select(static l => l.Split(' ')[2]),
                Is.EqualTo(Enumerable.Range(0, 10).Select(static i => $"{i}")));
        }
    }

    [TestCase("closes its side", true)]
    [TestCase("resets", false)]
    [TestCase("says goodbye", true)]
    public void A_sender_may_go_while_its_line_waits(string how, bool isHeard)
    {
        Crowd(40);
        Fill();
        SimTransport last = _senders[^1];
        last.TakeOutbound();
        last.Write(Encoding.UTF8.GetBytes($"last {s_long}\n"));
        _server.Settle();
        Text(_reader);
        switch (how)
        {
            case "closes its side":
                last.End();
                break;
            case "resets":
                last.Reset();
                break;
            default:
                last.Write("/quit\n"u8);
                break;
        }

        string heard = PassAndRead(20_000);
        Assert.That(heard.Contains("sender39: last"), Is.EqualTo(isHeard));
        Assert.That(heard.Contains(TextLine.Left("sender39")), Is.True);
    }

    [Test]
    public void A_client_without_a_name_is_not_closed_for_the_time_that_it_is_made_to_wait()
    {
        Stop();
        Open(new ServerOptions
        {
            ClientLimits = ClientLimits.Default with { RoomBytesPerSecond = 1000, PersonMs = 2000 },
        });
        Crowd(3);
        Fill();
        _reader.Window = long.MaxValue;
        SimTransport late = _server.Connect();
        late.Write("late\n"u8);
        _server.Pass(2000);
        _server.Pass(1000);
        Assert.That(late.IsShut, Is.False);
        Assert.That(Encoding.UTF8.GetString(late.TakeOutbound()).Contains("late"), Is.False);
        PassAndRead(20_000);
        Assert.That(Encoding.UTF8.GetString(late.TakeOutbound()).Contains("late"), Is.True);
        Assert.That(late.IsShut, Is.False);
    }

    [Test]
    public void A_room_that_ends_lets_those_go_on_who_wait_to_enter_it()
    {
        Crowd(3);
        SimTransport alice = _senders[0];
        Write(alice, "/join den\n");
        Write(_senders[1], "/join den\n");
        for (int i = 0; i < 30; i++)
        {
            Write(alice, $"{s_long}\n");
        }

        Write(_senders[2], "/join den\n");
        alice.Reset();
        _senders[1].Reset();
        Drain();
        string heard = string.Empty;
        for (int tenth = 0; tenth < 10; tenth++)
        {
            _server.Pass(StepMs);
            heard += Encoding.UTF8.GetString(_senders[2].TakeOutbound());
        }

        Assert.That(heard.Contains("den"), Is.True);
        Assert.That(_server.Server.Directory.FindRoom("den"u8)!.Members, Has.Count.EqualTo(1));
    }

    [Test]
    public void Without_limits_nothing_waits()
    {
        Stop();
        Open(new ServerOptions().WithoutLimits());
        Crowd(20);
        _reader.Window = long.MaxValue;
        Send(static (_, _) => string.Concat(Enumerable.Repeat($"{s_long}\n", 20)), 0);
        _server.Settle();
        Assert.That(Text(_reader).Split('\n'), Has.Length.EqualTo((20 * 20) + 1));
    }

    /// <summary>Senders write whenever the server has read what they wrote.</summary>
    private void Play(Func<int, int, string> next, int room, Action check)
    {
        for (int step = 0; step < Ms / StepMs && !_reader.IsShut; step++)
        {
            Send(next, step);
            _reader.Window = room * StepMs / 1000;
            _server.Pass(StepMs);
            Drain();
            _reader.TakeOutbound();
            check();
        }
    }

    private void Send(Func<int, int, string> next, int step)
    {
        for (int who = 0; who < _senders.Count; who++)
        {
            if (_senders[who].Unread == 0)
            {
                _senders[who].Write(Encoding.UTF8.GetBytes(next(who, step)));
            }
        }
    }

    /// <summary>Has the senders use up the burst of the room.</summary>
    private void Fill()
    {
        _reader.Window = long.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            Send(static (_, _) => $"{s_long}\n", i);
            _server.Settle();
        }

        Drain();
    }

    private string PassAndRead(int ms)
    {
        var all = new StringBuilder();
        for (; ms > 0; ms -= StepMs)
        {
            _server.Pass(StepMs);
            all.Append(Text(_reader));
            Drain();
        }

        return all.ToString();
    }

    /// <summary>Nobody but the reader ever reads slowly.</summary>
    private int Waiting => (int)_server.Server.SlowReaders.WaitingBytes;

    private void Open(ServerOptions options)
    {
        _server = new SimServer(options, log: _log, isPaced: true);
        _reader = Named("reader");
    }

    private void Crowd(int senders)
    {
        for (int i = 0; i < senders; i++)
        {
            _senders.Add(Named($"sender{i}"));
            _server.Pass(10);
        }

        _server.Pass(5000);
        Drain();
        _reader.TakeOutbound();
    }

    private void Drain() => _senders.ForEach(static w => w.TakeOutbound());

    private SimTransport Named(string name)
    {
        SimTransport wire = _server.Connect();
        Write(wire, $"{name}\n");
        return wire;
    }

    private void Write(SimTransport wire, string text)
    {
        wire.Write(Encoding.UTF8.GetBytes(text));
        _server.Settle();
    }

    private static string Text(SimTransport wire) => Encoding.UTF8.GetString(wire.TakeOutbound());
}
