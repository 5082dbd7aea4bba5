using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Hosting.OperatorConsole;
using UnitTests.Chat.Moderation;

namespace UnitTests.Simulation;

/// <summary>What is typed at the server itself.</summary>
internal sealed class ConsoleTests
{
    private ModerationFixture _fixture = null!;

    [SetUp]
    public void Start() => _fixture = new ModerationFixture(new AccessRules());

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [Test]
    public void It_lists_everybody_with_address_and_rooms()
    {
        Assert.That(_fixture.Type("/users"), Is.EqualTo("-- Nobody is here.\n"));
        SimTransport bob = _fixture.Enter("bob", "192.0.2.2");
        _fixture.Enter("alice", "2001:db8::7");
        _fixture.Write(bob, "/join tea");
        _fixture.Type("/mute alice");
        Assert.That(
            _fixture.Type("/users"),
            Is.EqualTo("-- 2 people are here:\n--   alice (2001:db8::7) in lobby; muted\n"
                + "--   bob (192.0.2.2) in lobby, tea\n"));
        Assert.That(_fixture.Type("/users tea"), Is.EqualTo("-- In [tea] (1): bob\n"));
    }

    [Test]
    public void It_does_what_operators_do_under_its_own_name()
    {
        SimTransport bob = _fixture.Enter("bob");
        Assert.That(_fixture.Type("/say Hello"), Is.EqualTo("-- 1 person was told.\n"));
        Assert.That(ModerationFixture.Read(bob), Is.EqualTo("-- Announcement: Hello\n"));
        Assert.That(_fixture.Type("/mute bob 1m"), Does.StartWith("-- bob is muted until"));
        Assert.That(
            ModerationFixture.Read(bob), Does.StartWith(
                "-- You were muted by the server's console"));
        Assert.That(_fixture.Type("/unmute bob"), Is.EqualTo("-- bob is heard again.\n"));
        ModerationFixture.Read(bob);
        Assert.That(_fixture.Type("/kick bob enough"), Does.StartWith("-- bob was kicked."));
        Assert.That(
            ModerationFixture.Read(bob), Is.EqualTo(
                "-- You were kicked by the server's console: enough.\n"));
        bob.End();
        Assert.That(_fixture.Type("/ban bob"), Does.StartWith("-- bob is banned; 0 connections"));
        Assert.That(
            _fixture.Type("/bans"),
            Is.EqualTo("-- Banned (1):\n--   bob for good, by the server's console\n"
                + "-- Muted: nobody\n"));
        Assert.That(_fixture.Type("/unban bob"), Is.EqualTo("-- bob may come in again.\n"));
        Assert.That(_fixture.Type("/stats"), Does.StartWith("-- In the last"));
        Assert.That(_fixture.Type("/rooms"), Is.EqualTo("-- Rooms (1):\n--   lobby (0)\n"));
        Assert.That(
            _fixture.Log.Tail(), Does.Contain(
                "the server's console kicked bob (192.0.2.1): enough"));
        Assert.That(_fixture.Type("/stop"), Is.Empty);
        _fixture.Server.Settle();
        Assert.That(_fixture.Server.Server.IsOver, Is.True);
    }

    [Test]
    public void It_is_in_no_room_and_its_help_lists_only_what_it_takes()
    {
        string help = _fixture.Type("/help");
        string[] words = [.. help.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static l => l.Split(' ')[1])];
        Assert.That(
            words,
            Is.EquivalentTo(new[]
            {
                "/rooms", "/users", "/stats", "/help", "/kick", "/mute", "/unmute", "/ban",
                "/unban", "/bans", "/say", "/stop",
            }));
        Assert.That(_fixture.Type("/join lobby"), Does.StartWith("-- There is no command 'join'."));
        foreach (string line in new[] { "hello", "quit", "@bob hi" })
        {
            Assert.That(_fixture.Type(line), Does.StartWith("-- A command begins with '/'"), line);
        }

        Assert.That(_fixture.Type(""), Is.Empty);
        Assert.That(_fixture.Server.Server.IsOver, Is.False);
    }

    [Test]
    public void A_line_may_come_in_any_pieces_and_too_long_a_one_goes_by()
    {
        ConsoleSession desk = _fixture.Server.Server.Console;
        byte[] typed = Encoding.UTF8.GetBytes($"/rooms\n/{new string('x', 4700)}\n/ba");
        Assert.That(
            desk.Run(typed, out int used, out int left),
            Is.EqualTo("-- Rooms (1):\n--   lobby (0)\n"
                + "-- A message may have 4096 bytes at most."
                + " Nothing was sent: send it in parts.\n"));
        Assert.That(left - used, Is.EqualTo(3));
        Assert.That(desk.Run([.. "/bans\n"u8], out _, out _), Does.StartWith("-- Banned: nobody"));
    }

    [Test]
    public void Bans_do_not_meet_it()
    {
        _fixture.Type("/ban 0.0.0.0/0");
        _fixture.Type("/ban ::/0");
        Assert.That(_fixture.Arrive("192.0.2.1", "bob").IsShut, Is.True);
        Assert.That(
            _fixture.Type("/unban 0.0.0.0/0"), Is.EqualTo("-- 0.0.0.0/0 may come in again.\n"));
        Assert.That(_fixture.Type("/unban ::/0"), Is.EqualTo("-- ::/0 may come in again.\n"));
        _fixture.Enter("bob");
    }
}
