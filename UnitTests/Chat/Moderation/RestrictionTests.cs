using System.Text;
using EventLoopServer.Chat;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using Protocol.Messages;
using Protocol.Names;
using Protocol.Sentences;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;

namespace UnitTests.Chat.Moderation;

/// <summary>Kicks, mutes and bans, and their effects.</summary>
internal sealed class RestrictionTests
{
    private static readonly string s_muted = SentencePart.Before(
        static until => TextLine.Refused(RefusalCode.Muted, until));

    private ModerationFixture _fixture = null!;

    [SetUp]
    public void Start()
    {
        _fixture = new ModerationFixture();
        _fixture.EnterOperator("ops");
    }

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [Test]
    public void Kicked_member_gets_the_operator_and_reason_and_may_return()
    {
        SimTransport alice = _fixture.Enter("alice");
        SimTransport bob = _fixture.Enter("bob");
        ModerationFixture.Read(alice);
        Assert.That(
            _fixture.Rule("/kick BOB Too loud."),
            Is.EqualTo($"-- {ModerationSentences.Kicked("bob")}\n"
                + $"{TextLine.Left("bob", GoodbyeSentences.OthersKicked)}\n"));
        Assert.That(
            ModerationFixture.Read(bob), Is.EqualTo(
                "-- "
                + ModerationSentences.KickedYou("ops", ModerationSentences.Because("Too loud"))
                + "\n"));
        Assert.That(bob.IsShut, Is.True);
        Assert.That(
            ModerationFixture.Read(alice),
            Is.EqualTo($"{TextLine.Left("bob", GoodbyeSentences.OthersKicked)}\n"));
        Assert.That(
            _fixture.Log.Tail(), Does.Contain(LogSentence.Of(
                nameof(Log.Ruled),
                ActionSentences.Label("ops", "192.0.2.99"),
                ActionSentences.Kicked(
                    ActionSentences.Label("bob", "192.0.2.1"),
                    ModerationSentences.Because("Too loud")))));
        SimTransport again = _fixture.Enter("bob");
        _fixture.Rule("/kick bob");
        Assert.That(
            ModerationFixture.Read(again),
            Is.EqualTo($"-- {ModerationSentences.KickedYou("ops", "")}\n"));
        Assert.That(
            _fixture.Rule("/kick bob"),
            Does.StartWith(TextLine.Refused(RefusalCode.NoSuchPerson, "bob")));
    }

    [TestCase("hello")]
    [TestCase("/me waves")]
    [TestCase("@ops hello")]
    [TestCase("/msg ops hello")]
    [TestCase("/topic mine")]
    [TestCase("/nick hello_all")]
    public void Messages_of_a_muted_member_are_blocked(string line)
    {
        SimTransport bob = _fixture.Enter("bob");
        Assert.That(
            _fixture.Rule("/mute bob"),
            Is.EqualTo($"-- {ModerationSentences.Muted("bob", "", "")}\n"));
        Assert.That(
            ModerationFixture.Read(bob),
            Is.EqualTo($"-- {ModerationSentences.MutedYou("ops", "")}\n"));
        Assert.That(
            _fixture.Ask(bob, line),
            Is.EqualTo($"{TextLine.Refused(RefusalCode.Muted)}\n"));
        Assert.That(ModerationFixture.Read(_fixture.Ops), Is.Empty);
        Assert.That(
            _fixture.Rule("/unmute bob"),
            Is.EqualTo($"-- {ModerationSentences.HeardAgain("bob")}\n"));
        Assert.That(
            ModerationFixture.Read(bob),
            Is.EqualTo($"-- {ModerationSentences.HeardAgainYourself}\n"));
        Assert.That(_fixture.Ask(bob, line), Does.Not.StartWith(s_muted));
    }

    [Test]
    public void Muted_member_may_read_and_leave()
    {
        SimTransport bob = _fixture.Enter("bob");
        _fixture.Write(_fixture.Enter("alice"), "/join tea");
        _fixture.Rule("/mute bob 1h");
        foreach (string line in new[] { "/users", "/topic", "/join tea", "/history", "/help" })
        {
            Assert.That(_fixture.Ask(bob, line), Does.Not.Contain(s_muted), line);
        }
    }

    [Test]
    public void Mute_ends_when_it_expires()
    {
        SimTransport bob = _fixture.Enter("bob");
        Assert.That(
            _fixture.Rule("/mute bob 10m"),
            Does.Match(SentencePart.Pattern(
                static date => ModerationSentences.Muted(
                    "bob", ModerationSentences.Until(date), ""),
                ".* UTC")));
        Assert.That(_fixture.Ask(bob, "hello"), Does.Match(SentencePart.Pattern(
                static date => TextLine.Refused(
                    RefusalCode.Muted, ModerationSentences.Until(date)),
                ".* UTC")));
        _fixture.Server.Network.SimClock.Advance(600_000 - 1);
        Assert.That(_fixture.Ask(bob, "hello"), Does.StartWith(s_muted));
        _fixture.Server.Network.SimClock.Advance(1);
        ModerationFixture.Read(_fixture.Ops);
        Assert.That(_fixture.Ask(bob, "hello"), Is.Empty);
        Assert.That(ModerationFixture.Read(_fixture.Ops), Is.EqualTo("bob: hello\n"));
        Assert.That(
            _fixture.Rule("/bans"),
            Does.EndWith($"-- {ModerationSentences.ListEmpty(ModerationSentences.MutedList)}\n"));
    }

    [TestCase("b0b", "203.0.113.9", true, Description = "a name that looks like it")]
    [TestCase("someone", "192.0.2.1", true, Description = "the same address")]
    [TestCase("someone", "203.0.113.9", false)]
    public void Reconnecting_does_not_lift_a_mute(string name, string address, bool isMuted)
    {
        SimTransport bob = _fixture.Enter("bob");
        _fixture.Rule("/mute bob 1h");
        bob.End();
        _fixture.Server.Settle();
        SimTransport back = _fixture.Enter(name, address);
        Assert.That(_fixture.Ask(back, "hello").StartsWith(s_muted), Is.EqualTo(isMuted));
        if (isMuted)
        {
            _fixture.Rule($"/unmute {name}");
            Assert.That(_fixture.Ask(back, "hello"), Is.Empty);
            Assert.That(
                _fixture.Ask(_fixture.Enter("bob2"), "hello"), Is.Empty, "it is closed");
        }
    }

    [TestCase("ace", "асе", Description = "Cyrillic")]
    [TestCase("ace", "АСЕ")]
    [TestCase("alice", "ALICE")]
    [TestCase("alice", "a1ice")]
    [TestCase("alice", "ALlCE")]
    [TestCase("ian", "lan")]
    [TestCase("bob", "b0b")]
    [TestCase("mike", "rnike")]
    [TestCase("Mike", "RNike")]
    [TestCase("ov", "ον", Description = "Greek")]
    public void Restriction_of_a_name_applies_to_its_look_alikes(string name, string alike)
    {
        SimTransport one = _fixture.Enter(alike, "203.0.113.1");
        Assert.That(
            _fixture.Rule($"/kick {name}"), Does.Contain(ModerationSentences.Kicked(alike)));
        one = _fixture.Enter(alike, "203.0.113.2");
        _fixture.Rule($"/mute {name}");
        Assert.That(_fixture.Ask(one, "hello"), Does.StartWith(s_muted));
        Assert.That(
            _fixture.Rule($"/unmute {name}"),
            Does.Contain(SentencePart.After(ModerationSentences.HeardAgain)));
        Assert.That(_fixture.Ask(one, "hello"), Is.Empty);
        _fixture.Rule($"/ban {name}");
        string banned = ModerationSentences.NameBanned(alike, "", "");
        Assert.That(ModerationFixture.Read(one), Does.Contain(banned));
        Assert.That(
            _fixture.Ask(_fixture.Arrive("203.0.113.3"), alike), Does.Contain(banned));
        Assert.That(
            _fixture.Ask(_fixture.Arrive("203.0.113.4"), name), Does.Contain(banned));
        Assert.That(
            _fixture.Rule($"/unban {alike}"),
            Does.Contain(SentencePart.After(ModerationSentences.Unbanned)));
        _fixture.Enter(alike, "203.0.113.5");
    }

    [TestCase("Nell", "Neil")]
    [TestCase("dave", "davy")]
    public void Restriction_of_a_name_does_not_apply_to_merely_similar_names(
        string name, string other)
    {
        _fixture.Rule($"/ban {name}");
        SimTransport one = _fixture.Enter(other, "203.0.113.1");
        Assert.That(
            _fixture.Rule($"/kick {name}"),
            Does.Contain(TextLine.Refused(RefusalCode.NoSuchPerson, name)));
        Assert.That(_fixture.Ask(one, "/ping"), Is.EqualTo($"{TextLine.Pong()}\n"));
    }

    [Test]
    public void Mute_does_not_apply_to_all_users_of_a_tunnel()
    {
        SimTransport bob = _fixture.Enter("bob", "127.0.0.1");
        _fixture.Rule("/mute bob");
        bob.End();
        _fixture.Server.Settle();
        Assert.That(_fixture.Ask(_fixture.Enter("alice", "127.0.0.1"), "hello"), Is.Empty);
        Assert.That(
            _fixture.Ask(_fixture.Enter("bob", "127.0.0.1"), "hello"), Does.StartWith(s_muted));
    }

    [Test]
    public void Absent_user_is_muted_on_arrival()
    {
        Assert.That(
            _fixture.Rule("/mute bob"),
            Is.EqualTo(
                "-- "
                + ModerationSentences.Muted("bob", "", ModerationSentences.NobodyOfThatName)
                + "\n"));
        Assert.That(_fixture.Ask(_fixture.Enter("bob"), "hello"), Does.StartWith(s_muted));
        Assert.That(
            _fixture.Rule("/unmute carl"),
            Does.StartWith(TextLine.Refused(RefusalCode.NotListed, "carl")));
        Assert.That(NameRule.CheckName("b@d"u8), Is.Not.Null);
        Assert.That(
            _fixture.Rule("/mute b@d"),
            Does.StartWith(
                $"-- {NameRule.CheckName("b@d"u8)}"));
    }

    [TestCase("192.0.2.1")]
    [TestCase("127.0.0.1", Description = "a mute from there meets the name alone")]
    public void Member_is_muted_and_unmuted_by_an_alias(string address)
    {
        SimTransport zoya = _fixture.Enter("Зоя", address);
        string alias = AliasOf("Зоя");
        Assert.That(
            _fixture.Rule($"/mute {alias}"),
            Is.EqualTo($"-- {ModerationSentences.Muted("Зоя", "", "")}\n"));
        Assert.That(_fixture.Ask(zoya, "hello"), Does.StartWith(s_muted));
        Assert.That(
            _fixture.Rule($"/unmute {alias}"),
            Is.EqualTo($"-- {ModerationSentences.HeardAgain("Зоя")}\n"));
        Assert.That(_fixture.Ask(zoya, "hello"), Is.Empty);
        Assert.That(
            _fixture.Rule("/bans"),
            Does.EndWith($"-- {ModerationSentences.ListEmpty(ModerationSentences.MutedList)}\n"));
    }

    [Test]
    public void Member_is_banned_by_an_alias()
    {
        SimTransport zoya = _fixture.Enter("Зоя");
        Assert.That(
            _fixture.Rule($"/ban {AliasOf("Зоя")}"), Does.StartWith(
                "-- " + ModerationSentences.Banned(
                "Зоя", "", 1, ModerationSentences.CameFrom("192.0.2.1"))));
        Assert.That(zoya.IsShut, Is.True);
        Assert.That(_fixture.Arrive("192.0.2.1", "Зоя").IsShut, Is.True);
        Assert.That(_fixture.Rule("/ban user-99"), Does.Contain(NameSentences.Alias("user-99")));
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        static string NoTime(string text) =>
            ModerationSentences.NoTime(text, Duration.Longest.Days);
        (string Command, RefusalCode Code, string Subject)[] rows =
        [
            ("/ban bob 10x", RefusalCode.ArgumentInvalid, NoTime("10x")),
            ("/ban bob 0m", RefusalCode.ArgumentInvalid, NoTime("0m")),
            ("/ban bob 10 spam", RefusalCode.ArgumentInvalid, ModerationSentences.NoUnit("10")),
            ("/mute bob 10", RefusalCode.ArgumentInvalid, ModerationSentences.NoUnit("10")),
            ("/mute bob 1.5", RefusalCode.ArgumentInvalid, ModerationSentences.NoUnit("1.5")),
            ("/mute bob 9999999999", RefusalCode.ArgumentInvalid, NoTime("9999999999")),
            ("/mute bob soon", RefusalCode.ArgumentInvalid, NoTime("soon")),
            ("/ban ops", RefusalCode.ArgumentInvalid, ModerationSentences.IsYourself("ops")),
            (
                "/ban 192.0.2.0/24",
                RefusalCode.ArgumentInvalid,
                ModerationSentences.IsYourself("192.0.2.0/24")),
            ("/unban bob", RefusalCode.NotListed, "bob"),
            ("/kick", RefusalCode.MissingArgument, "/kick NAME [REASON]"),
            ("/ban", RefusalCode.MissingArgument, "/ban NAME|ADDRESS [TIME] [REASON]"),
            ("/say", RefusalCode.MissingArgument, "/say TEXT"),
        ];
        return rows.Select(static r =>
            new TestCaseData(r.Command, TextLine.Refused(r.Code, r.Subject)).SetArgDisplayNames(
                r.Command));
    }

    [TestCaseSource(nameof(Faults))]
    public void Invalid_operator_command_is_refused_with_an_explanation(
        string command, string answer)
    {
        SimTransport bob = _fixture.Enter("bob");
        Assert.That(_fixture.Rule(command), Does.StartWith(answer));
        Assert.That(bob.IsShut, Is.False);
        Assert.That(_fixture.Rule("/bans"), Is.EqualTo(ModerationFixture.NoRestrictions));
    }

    [TestCase(AccessControl.MaxReasonBytes, true)]
    [TestCase(AccessControl.MaxReasonBytes + 1, false)]
    public void Reason_has_a_length_limit(int bytes, bool isTaken)
    {
        SimTransport bob = _fixture.Enter("bob");
        _fixture.Rule($"/kick bob {new string('x', bytes)}");
        Assert.That(bob.IsShut, Is.EqualTo(isTaken));
    }

    [Test]
    public void Restriction_lists_have_a_size_limit()
    {
        for (int i = 0; i < AccessControl.MaxRestrictions; i++)
        {
            Assert.That(
                _fixture.Rule($"/ban n{i}x 1h"),
                Does.Contain(
                    ModerationFixture.IsBanned($"n{i}x")
                        + SentencePart.Before(ModerationSentences.Until)),
                $"{i}");
        }

        Assert.That(
            _fixture.Rule("/ban onemore"),
            Is.EqualTo(
                $"{TextLine.Refused(RefusalCode.ListFull, ModerationSentences.ManyBans(1000))}\n"));
        Assert.That(
            _fixture.Rule("/ban n5x spam"),
            Does.Contain(ModerationSentences.Banned("n5x", "", 0, "")),
            "the same, without an end");
        Assert.That(_fixture.Rule("/bans"), Does.StartWith("-- "
                + ModerationSentences.ListHead(ModerationSentences.BannedList, 1000)
                + ModerationSentences.OnlyLast(100)));
        Assert.That(
            _fixture.Rule("/mute onemore"),
            Does.Contain(
                ModerationSentences.Muted("onemore", "", ModerationSentences.NobodyOfThatName)),
            "another list");
        _fixture.Server.Network.SimClock.Advance(3_600_000);
        Assert.That(
            _fixture.Rule("/ban onemore"), Does.Contain(ModerationFixture.IsBanned("onemore")));
    }

    private string AliasOf(string name) =>
        $"user-{_fixture.Server.Server.Directory.FindMember(Encoding.UTF8.GetBytes(name))!.Id}";
}
