using System.Text;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Moderation;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Moderation;

/// <summary>
/// Limits of bans, mutes, wrong passwords and rooms: one below, at, and one above.
/// </summary>
internal sealed class RestrictionLimitTests
{
    private ModerationFixture _fixture = null!;

    [SetUp]
    public void Start() => _fixture = new ModerationFixture();

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [Test]
    public void A_list_takes_a_thousand_and_no_more(
        [Values("ban", "mute")] string command,
        [Values("n{0}x", "198.18.{1}.{2}", "2001:db8:{1:x}:{2:x}::1")] string target,
        [Values(-1, 0, 1)] int over)
    {
        int count = AccessControl.MaxRestrictions + over;
        string last = "";
        string many = command == "ban"
            ? ModerationSentences.ManyBans(AccessControl.MaxRestrictions)
            : ModerationSentences.ManyMutes(AccessControl.MaxRestrictions);
        for (int i = 0; i < count; i++)
        {
            last = Run($"/{command} " + string.Format(null, target, i, i / 200, 1 + (i % 200)));
        }

        Assert.That(
            last.Contains(TextLine.Refused(RefusalCode.ListFull, many)), Is.EqualTo(over > 0));
        string title = command == "ban"
            ? ModerationSentences.BannedList
            : ModerationSentences.MutedList;
        Assert.That(
            Run("/bans"), Does.Contain(
                ModerationSentences.ListHead(
                    title, Math.Min(count, AccessControl.MaxRestrictions))));
        string first = string.Format(null, target, 0, 0, 1);
        Assert.That(
            Run($"/{command} {first} 1h"),
            Does.Not.Contain(TextLine.Refused(RefusalCode.ListFull, many)),
            "an entry that is there is replaced");
        Run($"/un{command} {first}");
        Assert.That(
            Run($"/{command} another"),
            Does.Not.Contain(TextLine.Refused(RefusalCode.ListFull, many)),
            "one was taken out");
    }

    [TestCase(99, false)]
    [TestCase(100, false)]
    [TestCase(101, true)]
    public void A_list_shows_its_last_hundred(int count, bool isCut)
    {
        for (int i = 0; i < count; i++)
        {
            Run($"/ban n{i}x");
        }

        string shown = Run("/bans");
        Assert.That(shown.Contains(ModerationSentences.OnlyLast(100)), Is.EqualTo(isCut));
        Assert.That(shown.Contains("n0x "), Is.EqualTo(!isCut));
        Assert.That(shown, Does.Contain($"n{count - 1}x "));
    }

    [TestCase(PasswordAttempts.PerConnection - 1, false)]
    [TestCase(PasswordAttempts.PerConnection, true)]
    [TestCase(PasswordAttempts.PerConnection + 1, true)]
    public void A_connection_has_so_many_wrong_passwords(int count, bool isShut)
    {
        SimTransport wire = _fixture.Enter("ann");
        _fixture.Write(wire, [.. Enumerable.Repeat("/oper no", count)]);
        Assert.That(wire.IsShut, Is.EqualTo(isShut));
        Assert.That(
            ModerationFixture.Read(wire).Split(
                TextLine.Refused(RefusalCode.PasswordWrong)).Length - 1,
            Is.EqualTo(Math.Min(count, PasswordAttempts.PerConnection - 1)));
    }

    [TestCase(PasswordAttempts.PerAddress - 1, true)]
    [TestCase(PasswordAttempts.PerAddress, false)]
    [TestCase(PasswordAttempts.PerAddress + 1, false)]
    public void So_many_wrong_passwords_of_an_address_are_checked_at_once(int before, bool isNow)
    {
        for (int i = 0; i < before; i++)
        {
            SimTransport wire = _fixture.Enter($"w{i}");
            _fixture.Write(wire, "/oper no");
            wire.End();
            _fixture.Server.Settle();
        }

        string answer =
            _fixture.Ask(_fixture.Enter("late"), $"/oper {ModerationFixture.OperatorPassword}");
        Assert.That(answer.Contains(ModerationSentences.OperatorNow), Is.EqualTo(isNow));
        Assert.That(answer.Contains(ModerationSentences.CheckedLater), Is.EqualTo(!isNow));
    }

    [TestCase(31, true)]
    [TestCase(32, false)]
    public void A_member_is_in_so_many_rooms_the_lobby_among_them(int before, bool isTaken)
    {
        SimTransport wire = _fixture.Enter("ann");
        _fixture.Write(
            wire, [.. Enumerable.Range(1, before - 1).Select(static i => $"/join r{i}x")]);
        Assert.That(
            _fixture.Ask(wire, "/join onemore").Contains(TextLine.YouAreInStart("onemore")),
            Is.EqualTo(isTaken));
    }

    [TestCase(3, true)]
    [TestCase(4, false)]
    public void The_server_has_so_many_rooms(int before, bool isTaken)
    {
        using var server = new SimServer(new ServerOptions { Rooms = 4 });
        SimTransport wire = server.Connect();
        wire.Write("ann\n"u8);
        for (int i = 1; i < before; i++)
        {
            wire.Write(Encoding.ASCII.GetBytes($"/join r{i}x\n"));
        }

        server.Settle();
        wire.TakeOutbound();
        wire.Write("/join onemore\n"u8);
        server.Settle();
        Assert.That(
            Encoding.UTF8.GetString(wire.TakeOutbound()).Contains(
                TextLine.YouAreInStart("onemore")),
            Is.EqualTo(isTaken));
    }

    private string Run(string line) => _fixture.Server.Server.Console.Run(
        Encoding.UTF8.GetBytes($"{line}\n"), out _, out _);
}
