using System.Text;
using EventLoopServer;
using EventLoopServer.Chat;

namespace UnitTests.Simulation;

/// <summary>What is typed at the server itself.</summary>
internal sealed class ConsoleTests
{
    private Hall _hall = null!;

    [SetUp]
    public void Start() => _hall = new Hall(new AccessRules());

    [TearDown]
    public void Stop() => _hall.Dispose();

    [Test]
    public void It_lists_everybody_with_address_and_rooms()
    {
        Assert.That(_hall.Type("/users"), Is.EqualTo("-- Nobody is here.\n"));
        SimWire bob = _hall.Enter("bob", "192.0.2.2");
        _hall.Enter("alice", "2001:db8::7");
        _hall.Write(bob, "/join tea");
        _hall.Type("/mute alice");
        Assert.That(
            _hall.Type("/users"),
            Is.EqualTo("-- 2 people are here:\n--   alice (2001:db8::7) in lobby; muted\n"
                + "--   bob (192.0.2.2) in lobby, tea\n"));
        Assert.That(_hall.Type("/users tea"), Is.EqualTo("-- In [tea] (1): bob\n"));
    }

    [Test]
    public void It_does_what_operators_do_under_its_own_name()
    {
        SimWire bob = _hall.Enter("bob");
        Assert.That(_hall.Type("/say Hello"), Is.EqualTo("-- 1 person was told.\n"));
        Assert.That(Hall.Read(bob), Is.EqualTo("-- Announcement: Hello\n"));
        Assert.That(_hall.Type("/mute bob 1m"), Does.StartWith("-- bob is muted until"));
        Assert.That(Hall.Read(bob), Does.StartWith("-- You were muted by the server's console"));
        Assert.That(_hall.Type("/unmute bob"), Is.EqualTo("-- bob is heard again.\n"));
        Hall.Read(bob);
        Assert.That(_hall.Type("/kick bob enough"), Does.StartWith("-- bob was kicked."));
        Assert.That(
            Hall.Read(bob), Is.EqualTo("-- You were kicked by the server's console: enough.\n"));
        bob.End();
        Assert.That(_hall.Type("/ban bob"), Does.StartWith("-- bob is banned; 0 connections"));
        Assert.That(
            _hall.Type("/bans"),
            Is.EqualTo("-- Banned (1):\n--   bob for good, by the server's console\n"
                + "-- Muted: nobody\n"));
        Assert.That(_hall.Type("/unban bob"), Is.EqualTo("-- bob may come in again.\n"));
        Assert.That(_hall.Type("/stats"), Does.StartWith("-- In the last"));
        Assert.That(_hall.Type("/rooms"), Is.EqualTo("-- Rooms (1):\n--   lobby (0)\n"));
        Assert.That(
            _hall.Log.Tail(), Does.Contain("the server's console kicked bob (192.0.2.1): enough"));
        Assert.That(_hall.Type("/stop"), Is.Empty);
        _hall.Server.Settle();
        Assert.That(_hall.Server.Server.IsOver, Is.True);
    }

    [Test]
    public void It_is_in_no_room_and_its_help_lists_only_what_it_takes()
    {
        string help = _hall.Type("/help");
        string[] words = [.. help.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static l => l.Split(' ')[1])];
        Assert.That(
            words,
            Is.EquivalentTo(new[]
            {
                "/rooms", "/users", "/stats", "/help", "/kick", "/mute", "/unmute", "/ban",
                "/unban", "/bans", "/say", "/stop",
            }));
        Assert.That(_hall.Type("/join lobby"), Does.StartWith("-- There is no command 'join'."));
        foreach (string line in new[] { "hello", "quit", "@bob hi" })
        {
            Assert.That(_hall.Type(line), Does.StartWith("-- A command begins with '/'"), line);
        }

        Assert.That(_hall.Type(""), Is.Empty);
        Assert.That(_hall.Server.Server.IsOver, Is.False);
    }

    [Test]
    public void A_line_may_come_in_any_pieces_and_too_long_a_one_goes_by()
    {
        ConsoleDesk desk = _hall.Server.Server.Console;
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
        _hall.Type("/ban 0.0.0.0/0");
        _hall.Type("/ban ::/0");
        Assert.That(_hall.Arrive("192.0.2.1", "bob").IsShut, Is.True);
        Assert.That(
            _hall.Type("/unban 0.0.0.0/0"), Is.EqualTo("-- 0.0.0.0/0 may come in again.\n"));
        Assert.That(_hall.Type("/unban ::/0"), Is.EqualTo("-- ::/0 may come in again.\n"));
        _hall.Enter("bob");
    }
}
