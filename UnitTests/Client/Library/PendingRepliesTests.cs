using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Library.Link;

namespace UnitTests.Client.Library;

/// <summary>Matching answers to requests, and the end of the connection.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PendingRepliesTests
{
    private readonly PendingReplies _pending = new();

    [Test]
    public async Task Answer_completes_only_its_own_request()
    {
        Task<ChatEvent> first = _pending.Add(1, RequestVerb.Ping);
        Task<ChatEvent> second = _pending.Add(2, RequestVerb.Ping);
        _pending.Answer(new ChatEvent { Kind = EventKind.Pong, RequestId = 2, Text = "b" });
        Assert.That((await second).Text, Is.EqualTo("b"));
        Assert.That(first.IsCompleted, Is.False);
    }

    [TestCase(EventKind.Said)]
    [TestCase(EventKind.Told)]
    public void Room_event_is_no_answer(EventKind kind)
    {
        Task<ChatEvent> asked = _pending.Add(1, RequestVerb.Say);
        _pending.Answer(new ChatEvent { Kind = kind, RequestId = 1 });
        Assert.That(asked.IsCompleted, Is.False, "a copy of the own message is no answer");
    }

    [Test]
    public async Task Goodbye_answers_a_quit_request_with_any_number()
    {
        Task<ChatEvent> ping = _pending.Add(0, RequestVerb.Ping);
        Task<ChatEvent> quit = _pending.Add(7, RequestVerb.Quit);
        _pending.Answer(new ChatEvent { Kind = EventKind.Goodbye, RequestId = 0 });
        Assert.That((await quit).Kind, Is.EqualTo(EventKind.Goodbye));
        Assert.That(ping.IsCompleted, Is.False);
    }

    [Test]
    public void First_end_fails_all_earlier_and_later_requests()
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
    public void Forgotten_request_is_never_completed()
    {
        Task<ChatEvent> asked = _pending.Add(1, RequestVerb.Ping);
        _pending.Forget(1);
        _pending.Answer(new ChatEvent { Kind = EventKind.Pong, RequestId = 1 });
        _pending.End(new ChatException(ChatErrorKind.ServerGone, "gone"));
        Assert.That(asked.IsCompleted, Is.False, "no caller awaits it");
    }
}
