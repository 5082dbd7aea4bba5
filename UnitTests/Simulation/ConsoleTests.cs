using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Hosting.OperatorConsole;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using EventLoopServer.Sentences.Operators;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation.Network;

namespace UnitTests.Simulation;

/// <summary>Commands typed at the server's console.</summary>
internal sealed class ConsoleTests
{
    private ModerationFixture _fixture = null!;

    [SetUp]
    public void Start() => _fixture = new ModerationFixture(new AccessRules());

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [Test]
    public void Console_lists_all_members_with_address_and_rooms()
    {
        Assert.That(_fixture.Type("/users"), Is.EqualTo($"-- {ChatSentences.NobodyHere}\n"));
        SimTransport bob = _fixture.Enter("bob", "192.0.2.2");
        _fixture.Enter("alice", "2001:db8::7");
        _fixture.Write(bob, "/join tea");
        _fixture.Type("/mute alice");
        Assert.That(
            _fixture.Type("/users"),
            Is.EqualTo($"-- {ChatSentences.PeopleHere(2)}\n"
                + $"--   alice (2001:db8::7) {ChatSentences.InRooms("lobby")}"
                + $"{ChatSentences.ListedMuted("")}\n"
                + $"--   bob (192.0.2.2) {ChatSentences.InRooms("lobby, tea")}\n"));
        Assert.That(_fixture.Type("/users tea"), Is.EqualTo($"{TextLine.Members("tea", "bob")}\n"));
    }

    [Test]
    public void Console_runs_operator_commands_under_its_own_name()
    {
        SimTransport bob = _fixture.Enter("bob");
        Assert.That(_fixture.Type("/say Hello"), Is.EqualTo($"-- {ModerationSentences.Told(1)}\n"));
        Assert.That(
            ModerationFixture.Read(bob),
            Is.EqualTo($"-- {ModerationSentences.Announcement("Hello")}\n"));
        Assert.That(_fixture.Type("/mute bob 1m"), Does.StartWith("-- " + SentencePart.Before(
            static date => ModerationSentences.Muted("bob", ModerationSentences.Until(date), ""))));
        Assert.That(
            ModerationFixture.Read(bob), Does.StartWith(
                "-- " + SentencePart.Before(
                    static until => ModerationSentences.MutedYou(
                        ModerationSentences.Console, until))));
        Assert.That(
            _fixture.Type("/unmute bob"),
            Is.EqualTo($"-- {ModerationSentences.HeardAgain("bob")}\n"));
        ModerationFixture.Read(bob);
        Assert.That(
            _fixture.Type("/kick bob enough"),
            Does.StartWith($"-- {ModerationSentences.Kicked("bob")}"));
        Assert.That(
            ModerationFixture.Read(bob), Is.EqualTo(
                "-- " + ModerationSentences.KickedYou(
                    ModerationSentences.Console, ModerationSentences.Because("enough")) + "\n"));
        bob.End();
        Assert.That(
            _fixture.Type("/ban bob"),
            Does.StartWith($"-- {ModerationSentences.Banned("bob", "", 0, "")}"));
        Assert.That(
            _fixture.Type("/bans"),
            Is.EqualTo($"-- {ModerationSentences.ListHead(ModerationSentences.BannedList, 1)}\n"
                + $"--   bob{ModerationSentences.ForGood}, by {ModerationSentences.Console}\n"
                + $"-- {ModerationSentences.ListEmpty(ModerationSentences.MutedList)}\n"));
        Assert.That(
            _fixture.Type("/unban bob"), Is.EqualTo($"-- {ModerationSentences.Unbanned("bob")}\n"));
        Assert.That(
            _fixture.Type("/stats"),
            Does.StartWith($"-- {LogSentence.Start(nameof(Log.StatsTurns))}"));
        Assert.That(_fixture.Type("/rooms"), Is.EqualTo("-- Rooms (1):\n--   lobby (0)\n"));
        Assert.That(
            _fixture.Log.Tail(), Does.Contain(
                LogSentence.Of(
                    nameof(Log.Ruled),
                    ModerationSentences.Console,
                    ActionSentences.Kicked(
                        ActionSentences.Label("bob", "192.0.2.1"),
                        ModerationSentences.Because("enough")))));
        Assert.That(_fixture.Type("/stop"), Is.Empty);
        _fixture.Server.Settle();
        Assert.That(_fixture.Server.Server.IsOver, Is.True);
    }

    [Test]
    public void Console_is_in_no_room_and_its_help_lists_only_its_commands()
    {
        string help = _fixture.Type("/help");
        string[] words = [.. help.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static l => l.Split(' ')[1])];
        Assert.That(
            words,
            Is.EquivalentTo(new[]
            {
                "/rooms", "/users", "/stats", "/help", "/account", "/kick",
                "/mute", "/unmute", "/ban",
                "/unban", "/bans", "/say", "/store", "/backup", "/export", "/erase", "/keep",
                "/audit", "/stop", "/files", "/file", "/invite", "/invites", "/reload",
            }));
        Assert.That(
            _fixture.Type("/join lobby"),
            Does.StartWith($"-- {Refusal.For(RefusalCode.UnknownCommand, "join").Sentence}"));
        foreach (string line in new[] { "hello", "quit", "@bob hi" })
        {
            Assert.That(_fixture.Type(line), Does.StartWith(ConsoleSentences.NoCommand), line);
        }

        Assert.That(_fixture.Type(""), Is.Empty);
        Assert.That(_fixture.Server.Server.IsOver, Is.False);
    }

    [Test]
    public void Console_line_may_arrive_in_any_pieces_and_an_overlong_one_is_skipped()
    {
        ConsoleSession desk = _fixture.Server.Server.Console;
        byte[] typed = Encoding.UTF8.GetBytes($"/rooms\n/{new string('x', 4700)}\n/ba");
        Assert.That(
            desk.Run(typed, out int used, out int left),
            Is.EqualTo("-- Rooms (1):\n--   lobby (0)\n"
                + $"{TextLine.Refused(RefusalCode.MessageTooLong, "4096")}\n"));
        Assert.That(left - used, Is.EqualTo(3));
        Assert.That(
            desk.Run([.. "/bans\n"u8], out _, out _),
            Does.StartWith(ModerationFixture.NoRestrictions));
    }

    [Test]
    public void Bans_do_not_apply_to_the_console()
    {
        _fixture.Type("/ban 0.0.0.0/0");
        _fixture.Type("/ban ::/0");
        Assert.That(_fixture.Arrive("192.0.2.1", "bob").IsShut, Is.True);
        Assert.That(
            _fixture.Type("/unban 0.0.0.0/0"), Is.EqualTo(
                $"-- {ModerationSentences.Unbanned("0.0.0.0/0")}\n"));
        Assert.That(
            _fixture.Type("/unban ::/0"),
            Is.EqualTo($"-- {ModerationSentences.Unbanned("::/0")}\n"));
        _fixture.Enter("bob");
    }
}
