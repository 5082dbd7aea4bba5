using System.Text;
using EventLoopServer.Chat.Commands;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences;
using Protocol;
using Protocol.Dialects.Native;
using Protocol.Messages;
using UnitTests.Simulation;

namespace UnitTests.Chat.Storage;

/// <summary>The search in stored messages.</summary>
internal sealed class SearchTests : StoreFixture
{
    [TestCase("/search tea", "milk in tea|green tea|TEA time")]
    [TestCase("/search tea in:den", "milk in tea|green tea")]
    [TestCase("/search from:BOB tea", "green tea")]
    [TestCase("/search tea green", "green tea")]
    [TestCase("/search coffee", "")]
    [TestCase("/search tea before:1990-01-01", "")]
    public void Search_finds_words_newest_first(string line, string found)
    {
        NativePeer alice = Enter("alice");
        NativePeer bob = Enter("bob");
        Ask(alice, RequestVerb.Say, "lobby", "TEA time");
        Ask(alice, RequestVerb.Join, "den");
        Ask(bob, RequestVerb.Join, "den");
        Ask(bob, RequestVerb.Say, "den", "green \t  tea");
        Ask(alice, RequestVerb.Say, "den", "milk in tea");
        SeenEvent answer = Ask(alice, RequestVerb.Line, "", line).Single();
        Assert.That(answer.Kind, Is.EqualTo(EventKind.Notice));
        Assert.That(
            string.Join('|', answer.Text.Split('\n').Skip(1).Select(static l => l.Split(": ")[1])),
            Is.EqualTo(found));
        Assert.That(
            answer.Count, Is.EqualTo((ulong)found.Split('|').Count(static h => h.Length > 0)));
    }

    [Test]
    public void Search_that_ended_early_says_so_after_its_answer()
    {
        NativePeer alice = Enter("alice");
        Ask(alice, RequestVerb.Say, "lobby", "tea");
        Store.UnreadBeforeMs = 86_400_000;
        List<SeenEvent> events = Ask(alice, RequestVerb.Line, "", "/search tea from:bob");
        Assert.That(events.Select(static e => e.Request), Is.EqualTo(new[] { 50UL, 0UL }));
        Assert.That(
            events[1].Text, Is.EqualTo(ChatSentences.SearchedSince("1970-01-02 00:00 UTC")));
    }

    [TestCase("", "tea", 0, 0, "milk in tea|green tea|TEA time")]
    [TestCase("DEN", "tea", 0, 0, "milk in tea|green tea")]
    [TestCase("", "tea from:bob", 0, 0, "green tea")]
    [TestCase("", "tea", 2, 0, "milk in tea|green tea")]
    [TestCase("", "tea", 51, 0, "milk in tea|green tea|TEA time")]
    [TestCase("", "tea", 0, 2, "green tea|TEA time")]
    [TestCase("", "tea before:2999-01-01", 0, 1, "TEA time")]
    [TestCase("", "coffee", 0, 0, "")]
    public void Program_gets_the_messages_as_events(
        string room, string words, int count, int beforeMs, string found)
    {
        NativePeer alice = Enter("alice", NativeWire.Search);
        NativePeer bob = Enter("bob");
        Ask(alice, RequestVerb.Say, "lobby", "TEA time");
        long firstMs = Server.Network.Clock.UnixMs;
        Server.Pass(1);
        Ask(alice, RequestVerb.Join, "den");
        Ask(bob, RequestVerb.Join, "den");
        ulong incarnation = Server.Server.Directory.FindRoom("den"u8)!.Incarnation;
        Ask(bob, RequestVerb.Say, "den", "green tea", id: 77);
        Server.Pass(1);
        Ask(alice, RequestVerb.Me, "den", "milk in tea");
        Ask(alice, RequestVerb.Leave, "den");
        List<SeenEvent> answer = Ask(alice, new ClientRequest
        {
            Verb = RequestVerb.Search,
            Id = 60,
            Target = Encoding.UTF8.GetBytes(room),
            Text = Encoding.UTF8.GetBytes(words),
            Count = (ulong)count,
            Before = beforeMs == 0 ? 0 : (ulong)(firstMs + beforeMs),
        });
        SeenEvent hits = answer[0];
        Assert.That((hits.Kind, hits.Request), Is.EqualTo((EventKind.Hits, 60UL)));
        Assert.That(hits.Count, Is.EqualTo(answer.Count - 1));
        Assert.That(
            string.Join('|', answer.Skip(1).Select(static e => e.Text)), Is.EqualTo(found));
        Assert.That(
            hits.Entries.Select(static e => e.Name),
            Is.EqualTo(answer.Skip(1).Select(static e => e.Room).Distinct()));
        foreach (SeenEvent e in answer.Where(static e => e.Text == "green tea"))
        {
            Assert.That(
                (e.Kind, e.Request, e.Sequence, e.Name, e.Room, e.TimeMs),
                Is.EqualTo((EventKind.Said, 77UL, 3UL, "bob", "den", firstMs + 1)));
            Assert.That(hits.Entries, Does.Contain(("den", incarnation)));
        }
    }

    [Test]
    public void Client_with_the_bit_gets_hits_for_a_typed_search_and_one_without_gets_a_notice()
    {
        NativePeer newer = Enter("alice", NativeWire.Search);
        NativePeer older = Enter("bob");
        Ask(newer, RequestVerb.Say, "lobby", "tea");
        Assert.That(
            Ask(newer, RequestVerb.Line, "", "/search tea").Select(static e => e.Kind),
            Is.EqualTo(new[] { EventKind.Hits, EventKind.Said }));
        Assert.That(
            Ask(older, RequestVerb.Search, "", "tea").Single().Kind, Is.EqualTo(EventKind.Notice));
    }

    [TestCase(NativeWire.Search, 0, 8)]
    [TestCase(NativeWire.Search, 1, 7)]
    [TestCase(0UL, 1, 7)]
    public void Answer_with_long_messages_has_fewer_of_them(
        ulong capabilities, int longer, int count)
    {
        int bytes = (SearchHits.AnswerBytes / 8) - "alice".Length + longer;
        Server.Dispose();
        Restart(new ServerOptions { MessageBytes = WireLimits.MaxMessageBytes });
        NativePeer alice = Enter("alice", capabilities);
        string text = $"tea {new string('x', bytes - "tea ".Length)}";
        for (int i = 0; i < 10; i++)
        {
            Ask(alice, RequestVerb.Say, "lobby", text);
        }

        List<SeenEvent> answer = Ask(alice, RequestVerb.Search, "", "tea");
        Assert.That(answer[0].Count, Is.EqualTo(count));
    }

    [TestCase("/search", RefusalCode.MissingArgument)]
    [TestCase("/search in:den", RefusalCode.ArgumentInvalid)]
    [TestCase("/search a b c d e f g h i", RefusalCode.ArgumentInvalid)]
    [TestCase("/search a before:x", RefusalCode.ArgumentInvalid)]
    public void Invalid_search_is_refused(string line, RefusalCode code) =>
        Assert.That(CodeOf(Ask(Enter("alice"), RequestVerb.Line, "", line)), Is.EqualTo(code));

    [TestCase(64, false)]
    [TestCase(65, true)]
    public void Word_has_at_most_64_bytes(int bytes, bool isRefused)
    {
        string line = $"/search {new string('x', bytes)}";
        SeenEvent answer = Ask(Enter("alice"), RequestVerb.Line, "", line).Single();
        Assert.That(answer.Kind == EventKind.Refused, Is.EqualTo(isRefused));
    }

    [Test]
    public void Slow_search_is_refused_after_2_s()
    {
        NativePeer alice = Enter("alice");
        Store.IsHeld = true;
        Assert.That(Ask(alice, RequestVerb.Line, "", "/search x"), Is.Empty);
        Server.Pass(1_999);
        Assert.That(alice.Take(), Is.Empty);
        Server.Pass(2);
        Assert.That(CodeOf(alice.Take()), Is.EqualTo(RefusalCode.StoreBusy));
    }

    [Test]
    public void Server_without_a_store_refuses_a_search()
    {
        using var server = new SimServer();
        NativePeer alice = new(server.Connect());
        alice.Hello();
        alice.Request(RequestVerb.Name, 1, "alice");
        server.Settle();
        alice.Take();
        alice.Request(RequestVerb.Line, 2, "", "/search tea");
        server.Settle();
        Assert.That(CodeOf(alice.Take()), Is.EqualTo(RefusalCode.StoreOff));
    }

    private static RefusalCode CodeOf(List<SeenEvent> events) =>
        (RefusalCode)events.Single().Number;
}
