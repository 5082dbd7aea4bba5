using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Library.Link;

namespace UnitTests.Client.Library;

/// <summary>Which answer belongs to which request, and what happens at the end.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PendingRepliesTests
{
    private readonly PendingReplies _pending = new();

    [Test]
    public async Task An_answer_completes_its_own_request_only()
    {
        Task<ChatEvent> first = _pending.Add(1, RequestVerb.Ping);
        Task<ChatEvent> second = _pending.Add(2, RequestVerb.Ping);
        _pending.Answer(new ChatEvent { Kind = EventKind.Pong, RequestId = 2, Text = "b" });
        Assert.That((await second).Text, Is.EqualTo("b"));
        Assert.That(first.IsCompleted, Is.False);
    }

    [TestCase(EventKind.Said)]
    [TestCase(EventKind.Told)]
    public void An_event_of_a_room_answers_nothing(EventKind kind)
    {
        Task<ChatEvent> asked = _pending.Add(1, RequestVerb.Say);
        _pending.Answer(new ChatEvent { Kind = kind, RequestId = 1 });
        Assert.That(asked.IsCompleted, Is.False, "a copy of its own message is no answer");
    }

    [Test]
    public async Task A_goodbye_answers_the_request_to_quit_whatever_its_number()
    {
        Task<ChatEvent> ping = _pending.Add(0, RequestVerb.Ping);
        Task<ChatEvent> quit = _pending.Add(7, RequestVerb.Quit);
        _pending.Answer(new ChatEvent { Kind = EventKind.Goodbye, RequestId = 0 });
        Assert.That((await quit).Kind, Is.EqualTo(EventKind.Goodbye));
        Assert.That(ping.IsCompleted, Is.False);
    }

    [Test]
    public void The_first_end_fails_all_requests_before_and_after_it()
    {
        var first = new ChatException(ChatErrorKind.ServerGone, "first");
        Task<ChatEvent> before = _pending.Add(1, RequestVerb.Ping);
        _pending.End(first);
        _pending.End(new ChatException(ChatErrorKind.TimedOut, "second"));
        Task<ChatEvent> after = _pending.Add(2, RequestVerb.Ping);
        Assert.That(before.Exception!.InnerException, Is.SameAs(first));
        Assert.That(after.Exception!.InnerException, Is.SameAs(first));
    }

    [Test]
    public void A_request_that_was_forgotten_gets_neither_answer_nor_end()
    {
        Task<ChatEvent> asked = _pending.Add(1, RequestVerb.Ping);
        _pending.Forget(1);
        _pending.Answer(new ChatEvent { Kind = EventKind.Pong, RequestId = 1 });
        _pending.End(new ChatException(ChatErrorKind.ServerGone, "gone"));
        Assert.That(asked.IsCompleted, Is.False, "nobody awaits it");
    }
}
