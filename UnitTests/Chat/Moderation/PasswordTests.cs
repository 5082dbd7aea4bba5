using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Observability;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;
using UnitTests.Simulation.Network;
using UnitTests.Support;

namespace UnitTests.Chat.Moderation;

/// <summary>A server that lets nobody in without its password.</summary>
internal sealed class PasswordTests
{
    private ModerationFixture _fixture = null!;

    [SetUp]
    public void Start() =>
        _fixture = new ModerationFixture(
            new AccessRules { Entry = PasswordFiles.With("let me in"u8) });

    [TearDown]
    public void Stop() => _fixture.Dispose();

    [Test]
    public void A_person_gives_it_before_the_name()
    {
        SimTransport alice = _fixture.Arrive("192.0.2.1");
        _fixture.Server.Pass(1200);
        Assert.That(
            ModerationFixture.Read(alice),
            Is.EqualTo(Encoding.UTF8.GetString(ChatSentences.PasswordGreeting)));
        string needed = $"{TextLine.Refused(RefusalCode.PasswordNeeded)}\n";
        Assert.That(_fixture.Ask(alice, "alice"), Is.EqualTo(needed));
        Assert.That(_fixture.Ask(alice, "/nick alice"), Is.EqualTo(needed));
        Assert.That(
            _fixture.Ask(alice, "/users"),
            Does.StartWith($"-- {Refusal.For(RefusalCode.NameNeeded).Sentence}"));
        Assert.That(
            _fixture.Ask(alice, "/pass let me"), Does.StartWith(
                $"-- {Refusal.For(RefusalCode.PasswordWrong).Sentence}"));
        Assert.That(
            _fixture.Ask(alice, "/pass let me in"),
            Is.EqualTo($"-- {ModerationSentences.PasswordRight}\n"));
        Assert.That(_fixture.Ask(alice, "alice"), Does.StartWith(TextLine.Welcome("alice")));
        Assert.That(
            _fixture.Ask(alice, "/pass x"),
            Is.EqualTo($"-- {ModerationSentences.NoPasswordNeeded}\n"));
    }

    [Test]
    public void The_third_wrong_one_ends_the_connection()
    {
        SimTransport alice = _fixture.Arrive("192.0.2.1");
        string all =
            _fixture.Ask(alice, "/pass a", "/pass b", "/pass c", "/pass let me in", "alice");
        Assert.That(all, Does.Contain(TextLine.Refused(RefusalCode.PasswordWrong)).And.EndsWith(
            $"{TextLine.Refused(RefusalCode.TooManyTries)}\n"
                + $"-- {GoodbyeSentences.WrongPassword}\n"));
        Assert.That(alice.IsShut, Is.True);
        Assert.That(
            _fixture.Log.Lines.First(static l => l.Number == 51).Text,
            Is.EqualTo(
                LogSentence.Of(
                    nameof(Log.WrongPassword),
                    ActionSentences.Label(ActionSentences.Nameless, "192.0.2.1"),
                    ActionSentences.ToComeIn)));
    }

    [Test]
    public void A_program_gives_it_in_a_frame()
    {
        var peer = new NativePeer(_fixture.Server.Connect());
        peer.Hello();
        peer.Request(RequestVerb.Name, 1, "bot");
        peer.Request(RequestVerb.Pass, 2, text: "wrong");
        peer.Request(RequestVerb.Pass, 3, text: "let me in");
        peer.Request(RequestVerb.Name, 4, "bot");
        _fixture.Server.Settle();
        List<SeenEvent> seen = peer.Take();
        Assert.That(seen[1].Number, Is.EqualTo((ulong)RefusalCode.PasswordNeeded));
        Assert.That(seen[2].Number, Is.EqualTo((ulong)RefusalCode.PasswordWrong));
        Assert.That(seen[3].Kind, Is.EqualTo(EventKind.Done));
        Assert.That(seen[4].Kind, Is.EqualTo(EventKind.Named));
    }

    [Test]
    public void Older_clients_find_no_door_that_is_open_by_mistake()
    {
        var access = new AccessRules { Entry = PasswordFiles.With("let me in"u8) };
        Assert.That(
            () => new FakeOldServer(new ServerOptions { Access = access }),
            Throws.ArgumentException);
    }

    [Test]
    public void Older_clients_come_in_without_where_they_are_let()
    {
        using FakeOldServer server = new FakeOldServer(new ServerOptions
        {
            Access = new AccessRules
            {
                Entry = PasswordFiles.With("let me in"u8),
                IsCompatOpen = true,
            },
        });
        LegacyPeer old = server.Connect("nickname");
        old.Write("Ada");
        server.Pass(300);
        Assert.That(string.Join('\n', old.Take()), Does.Contain("Connected to the server!"));
    }
}
