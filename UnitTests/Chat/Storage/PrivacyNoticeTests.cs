using EventLoopServer.Sentences;
using Protocol.Dialects.Native;
using Protocol.Messages;
using UnitTests.Sessions.Legacy;
using UnitTests.Simulation;
using UnitTests.Simulation.Storage;

namespace UnitTests.Chat.Storage;

/// <summary>A server with a store notifies each new user that messages are kept.</summary>
internal sealed class PrivacyNoticeTests : StoreFixture
{
    private static readonly string[] s_dialects =
        ["username", "nick", "nickname", "prompt", "name-first"];

    [Test]
    public void User_gets_one_notice_after_entering_and_none_after_a_rename()
    {
        Store.Retention = TimeSpan.FromDays(30);
        NativePeer alice = Enter("alice");
        SeenEvent notice = alice.Take()[^1];
        Assert.That(
            (notice.Kind, notice.Request, notice.Text),
            Is.EqualTo((EventKind.Notice, 0ul, StoreSentences.Privacy(Store.Retention))));
        Assert.That(
            Ask(alice, RequestVerb.Rename, "alicia").Select(static e => e.Kind),
            Has.None.EqualTo(EventKind.Notice));
    }

    [Test]
    public void Notice_is_not_sent_again_to_a_resumed_session()
    {
        NativePeer alice = new(Server.Connect());
        alice.Hello(NativeWire.Resume);
        alice.Request(RequestVerb.Name, 1, "alice");
        Server.Settle();
        List<SeenEvent> events = alice.Take();
        Assert.That(Notices(events), Has.Exactly(1).Items);
        alice.Wire.Reset();
        Server.Settle();
        NativePeer again = new(Server.Connect());
        again.Hello(NativeWire.Resume);
        List<SeenEvent> resumed = Ask(again, new ClientRequest
        {
            Verb = RequestVerb.Resume,
            Id = 2,
            Target = events[0].DetailBytes,
            Number = 1,
        });
        Assert.That(resumed.Select(static e => e.Kind), Has.Member(EventKind.Resumed));
        Assert.That(Notices(resumed), Is.Empty);
    }

    [Test]
    public void Server_without_a_store_sends_no_notice()
    {
        using var server = new SimServer();
        NativePeer alice = new(server.Connect());
        alice.Hello();
        alice.Request(RequestVerb.Name, 1, "alice");
        server.Settle();
        Assert.That(Notices(alice.Take()), Is.Empty);
    }

    [TestCaseSource(nameof(s_dialects))]
    public void Client_of_an_older_program_gets_the_same_bytes_as_without_a_store(string dialect)
    {
        using var store = new SimStore(seed: 7);
        Assert.That(Greeted(dialect, store), Is.EqualTo(Greeted(dialect, store: null)));
    }

    [TestCase(3_600, "1 hour")]
    [TestCase(172_799, "172799 seconds")]
    [TestCase(172_800, "2 days")]
    [TestCase(7_776_000, "90 days")]
    public void Time_is_given_in_words(int seconds, string words) => Assert.That(
        StoreSentences.Privacy(TimeSpan.FromSeconds(seconds)), Does.Contain($" {words}"));

    [Test]
    public void Help_for_the_history_explains_what_is_kept()
    {
        NativePeer alice = Enter("alice");
        Assert.That(
            Ask(alice, RequestVerb.Help, "history").Single().Text,
            Does.EndWith($"\n{StoreSentences.WhatIsKept(Store.Retention)}"));
        Assert.That(
            Ask(alice, RequestVerb.Help, "search").Single().Text,
            Does.Not.Contain(StoreSentences.WhatIsKept(Store.Retention)));
    }

    private static IEnumerable<SeenEvent> Notices(IEnumerable<SeenEvent> events) =>
        events.Where(static e => e.Kind == EventKind.Notice);

    /// <summary>All that a client gets until it is in the lobby, with the times.</summary>
    private static List<string> Greeted(string dialect, SimStore? store)
    {
        using var server = new FakeOldServer(store: store);
        LegacyPeer old = server.Connect(dialect);
        old.Write("ann");
        if (dialect == "username")
        {
            old.Write("ann");
        }

        server.Pass(2000);
        return old.TakeTimed();
    }
}
