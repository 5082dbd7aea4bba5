using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using EventLoopServer.Configuration;
using EventLoopServer.Hosting.OperatorConsole;
using EventLoopServer.Sentences;
using UnitTests.Chat.Moderation;
using UnitTests.Protocol.Dialects;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;
using UnitTests.Support.Recording;

namespace UnitTests.Fuzzing;

/// <summary>
/// Fuzzes the operators' commands, from an operator's connection and at the console. No input makes
/// a command throw, and the next line gets its answer. The log must show that each kind of action
/// was carried out at least once, so that not all of the input was refused.
/// </summary>
internal sealed class RuleFuzzTests
{
    private const int Rounds = 2000;

    /// <summary>The number of the log event for an operator's action.</summary>
    private const int Ruled = 50;

    /// <summary>The number of the log event for a stopping server.</summary>
    private const int Stopping = 2;

    private const int RoundsOfServer = 25;

    private static readonly (string Name, string Address)[] s_people =
        [("bob", "192.0.2.2"), ("alice", "2001:db8::7")];

    private static readonly string s_bob = ActionSentences.Label("bob", "192.0.2.2");

    /// <summary>Patterns of the log lines that must occur at least once.</summary>
    private static readonly string[] s_actions =
    [
        Logged(static _ => ActionSentences.Kicked(s_bob, "")),
        Logged(static why => ActionSentences.Kicked(s_bob, ModerationSentences.Because(why)), "."),
        Logged(static at => ActionSentences.Muted(ActionSentences.Label("bob", at), "")) + "$",
        Logged(static x => ActionSentences.Muted(
            ActionSentences.Label("bob", x), ModerationSentences.Until(x))),
        Logged(static _ => ActionSentences.Muted("carl", "")),
        Logged(static _ => ActionSentences.Unmuted("bob")),
        Logged(static _ => ActionSentences.Banned("bob", "", "")) + "$",
        Logged(static date => Banned("alice", date, "spam")),
        Logged(static date => Banned("carl", date, "")) + "$",
        Logged(static _ => ActionSentences.Banned("192.0.2.1", "", "")) + "$",
        Logged(static date => Banned("192.0.2.0/24", date, "spam")),
        Logged(static date => Banned("2001:db8::/32", date, "")) + "$",
        Logged(static n => ActionSentences.Banned($"192.0.2.{n}/31", "", ""), @"\d+"),
        Logged(static _ => ActionSentences.Unbanned("bob")),
        Logged(static _ => ActionSentences.Unbanned("192.0.2.0/24")),
        Logged(ActionSentences.Announced, ""),
        Logged(static _ => ActionSentences.StoppedServer),
    ];

    private static readonly byte[][] s_lines =
        [.. Corpus.Rule, .. Corpus.Rule, .. Corpus.Rule, .. Corpus.Commands, .. Corpus.Text];

    private SimServer _server = null!;
    private ServerLog _log = null!;
    private int _stops;

    [SetUp]
    public void Start()
    {
        _log = new ServerLog();
        Open();
    }

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public void No_command_of_an_operator_throws()
    {
        int first = FuzzSeed.First();
        for (int round = 0; round < Rounds; round++)
        {
            var random = new Random(first + round);
            byte[] input = new Mutator(random, s_lines).Next();
            string note = $"Seed {first + round}: {Show.Bytes(input)}";
            GatherPeople(round);
            SimTransport wire = Arrive("198.51.100.7", $"n{round}", "/oper open sesame");
            Assert.That(
                ModerationFixture.Read(wire), Does.Contain(
                    $"-- {ModerationSentences.OperatorNow}"), note);
            wire.ReadPiece = 1 + random.Next(5000);
            wire.Write([.. input, .. Corpus.TelnetEnd, .. "\n/ping\n"u8]);
            _server.Settle();
            string read = ModerationFixture.Read(wire);
            Assert.That(_server.Server.Stats.Bugs, Is.Zero, note);
            Assert.That(
                read, Does.Contain(TextLine.Pong())
                    .Or.Contain(GoodbyeSentences.QuitNamed($"n{round}"))
                    .Or.Contain(GoodbyeSentences.Quit)
                    .Or.Contain(GoodbyeSentences.ServerStops)
                    .Or.Contain(SentencePart.Before(
                        static by => ModerationSentences.KickedYou(by, ""))),
                note);
            wire.End();
            _server.Settle();
            Assert.That(wire.IsDisposed, Is.True, note);
        }

        CheckActions(@"n\d+ \(198\.51\.100\.7\)");
    }

    [Test]
    public void No_line_at_the_console_throws()
    {
        int first = FuzzSeed.First();
        for (int round = 0; round < Rounds; round++)
        {
            int seed = first + round;
            var random = new Random(seed);
            byte[] input = new Mutator(random, s_lines).Next();
            string note = $"Seed {seed}: {Show.Bytes(input)}";
            GatherPeople(round);
            string read = Type([.. input, .. Corpus.TelnetEnd, .. "\n/rooms\n"u8], random, note);
            Assert.That(read, Does.Contain("-- Rooms ("), note);
            _server.Settle();
            Assert.That(_server.Server.Stats.Bugs, Is.Zero, note);
        }

        CheckActions(ModerationSentences.Console);
    }

    /// <summary>Types input at the console in pieces and returns the answers.</summary>
    private string Type(byte[] typed, Random random, string note)
    {
        ConsoleSession desk = _server.Server.Console;
        var answers = new StringBuilder();
        byte[] waiting = [];
        for (int at = 0; at < typed.Length;)
        {
            int to = Math.Min(typed.Length, at + 1 + random.Next(5000));
            waiting = [.. waiting, .. typed[at..to]];
            at = to;
            answers.Append(desk.Run(waiting, out int used, out int left));
            Assert.That(left, Is.InRange(used, waiting.Length), note);
            waiting = waiting[used..left];
            Assert.That(waiting, Has.Length.LessThanOrEqualTo(desk.MaxInputBytes), note);
        }

        Assert.That(waiting, Is.Empty, note);
        return $"{answers}";
    }

    /// <summary>
    /// Keeps users present for the commands to act on. A server lives for 25 rounds, so that later
    /// rounds can revoke a ban or a mute; until then a banned user may be missing. A server that
    /// got <c>/stop</c> is replaced in the next round.
    /// </summary>
    private void GatherPeople(int round)
    {
        if (round % RoundsOfServer == 0 || _log.Count(Stopping) > _stops)
        {
            _server.Dispose();
            Open();
        }

        foreach ((string name, string address) in s_people)
        {
            if (_server.Server.Directory.FindMember(Corpus.Utf8(name)) is null)
            {
                Arrive(address, name);
            }
        }
    }

    private void Open()
    {
        _stops = _log.Count(Stopping);
        _server = new SimServer(
            new ServerOptions
            {
                Access = new AccessRules { Operators = PasswordFiles.With("open sesame"u8) },
            },
            log: _log);
    }

    private SimTransport Arrive(string address, params string[] lines)
    {
        SimTransport wire = _server.Connect();
        wire.Address = IPAddress.Parse(address);
        wire.Write(Corpus.Utf8(string.Concat(lines.Select(static l => $"{l}\n"))));
        _server.Settle();
        return wire;
    }

    private static string Logged(Func<string, string> action, string values = ".*") =>
        " " + SentencePart.Pattern(action, values);

    private static string Banned(string subject, string date, string reason) =>
        ActionSentences.Banned(
            subject, ModerationSentences.Until(date), ModerationSentences.Because(reason));

    private void CheckActions(string who)
    {
        string[] done = [.. _log.Lines.Where(static l => l.Number == Ruled).Select(l => l.Text)];
        TestContext.Out.WriteLine($"Seeds from {FuzzSeed.First()}; {done.Length} were done.");
        foreach (string pattern in s_actions)
        {
            Assert.That(done.Any(d => Regex.IsMatch(d, $"^{who}{pattern}")), Is.True, pattern);
        }
    }
}
