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
        SeenEvent answer = Ask(alice, RequestVerb.Spelled, "", line).Single();
        Assert.That(answer.Kind, Is.EqualTo(EventKind.Notice));
        Assert.That(
            string.Join('|', answer.Text.Split('\n').Skip(1).Select(static l => l.Split(": ")[1])),
            Is.EqualTo(found));
        Assert.That(
            answer.Count, Is.EqualTo((ulong)found.Split('|').Count(static h => h.Length > 0)));
    }

    [TestCase("/search", RefusalCode.MissingArgument)]
    [TestCase("/search in:den", RefusalCode.ArgumentInvalid)]
    [TestCase("/search a b c d e f g h i", RefusalCode.ArgumentInvalid)]
    [TestCase("/search a before:x", RefusalCode.ArgumentInvalid)]
    public void Invalid_search_is_refused(string line, RefusalCode code) =>
        Assert.That(CodeOf(Ask(Enter("alice"), RequestVerb.Spelled, "", line)), Is.EqualTo(code));

    [TestCase(64, false)]
    [TestCase(65, true)]
    public void Word_has_at_most_64_bytes(int bytes, bool isRefused)
    {
        string line = $"/search {new string('x', bytes)}";
        SeenEvent answer = Ask(Enter("alice"), RequestVerb.Spelled, "", line).Single();
        Assert.That(answer.Kind == EventKind.Refused, Is.EqualTo(isRefused));
    }

    [Test]
    public void Slow_search_is_refused_after_2_s()
    {
        NativePeer alice = Enter("alice");
        Store.IsHeld = true;
        Assert.That(Ask(alice, RequestVerb.Spelled, "", "/search x"), Is.Empty);
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
        alice.Request(RequestVerb.Spelled, 2, "", "/search tea");
        server.Settle();
        Assert.That(CodeOf(alice.Take()), Is.EqualTo(RefusalCode.StoreOff));
    }

    private static RefusalCode CodeOf(List<SeenEvent> events) =>
        (RefusalCode)events.Single().Number;
}
