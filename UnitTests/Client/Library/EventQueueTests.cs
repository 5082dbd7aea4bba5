using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Library.Link;

namespace UnitTests.Client.Library;

/// <summary>Waiting events are limited in number and in bytes, and none is lost.</summary>
internal sealed class EventQueueTests
{
    [TestCase(10, int.MaxValue, 10)]
    [TestCase(1, int.MaxValue, 1)]
    [TestCase(int.MaxValue, 10, 10)]
    [TestCase(int.MaxValue, 1, 1)]
    [TestCase(7, 10, 7)]
    [TestCase(10, 7, 7)]
    public async Task Writer_waits_at_the_limit_until_an_event_is_read(
        int events, int eventsOfBytes, int most)
    {
        ChatEvent one = Of(100);
        long bytes = (long)one.MemoryBytes * eventsOfBytes;
        var queue = new EventQueue(events, bytes);
        for (int i = 0; i < most; i++)
        {
            Assert.That(Write(queue, Of(100)).IsCompletedSuccessfully, Is.True);
        }

        Task next = Write(queue, Of(100));
        Assert.That(next.IsCompleted, Is.False);
        Assert.That(queue.TryRead(out _), Is.True);
        await next;
        for (int i = 0; i < most; i++)
        {
            await queue.ReadAsync();
        }

        Assert.That(queue.Bytes, Is.Zero);
        Assert.That(queue.TryRead(out _), Is.False);
    }

    [Test]
    public async Task Event_larger_than_the_limit_passes_alone()
    {
        var queue = new EventQueue(10, 1000);
        ChatEvent large = Of(100_000);
        Assert.That(Write(queue, large).IsCompletedSuccessfully, Is.True);
        Task next = Write(queue, large);
        Assert.That(next.IsCompleted, Is.False);
        Assert.That(await queue.ReadAsync(), Is.SameAs(large));
        await next;
    }

    [Test]
    public void Waiting_writer_can_be_cancelled()
    {
        var queue = new EventQueue(10, 1);
        using var stop = new CancellationTokenSource();
        Assert.That(Write(queue, Of(1)).IsCompleted, Is.True);
        Task waiting = Write(queue, Of(1), stop.Token);
        stop.Cancel();
        Assert.CatchAsync<OperationCanceledException>(() => waiting);
    }

    [Test]
    public void Size_of_a_list_includes_its_entries()
    {
        var few = new ChatEvent { Kind = EventKind.Rooms, Entries = [new("a", 1, "")] };
        ChatListEntry[] entries = [.. Enumerable.Repeat(new ChatListEntry("a", 1, ""), 1000)];
        var many = new ChatEvent { Kind = EventKind.Rooms, Entries = entries };
        Assert.That(many.MemoryBytes, Is.GreaterThan(few.MemoryBytes + (999 * 64)));
    }

    [Test]
    public async Task Server_is_not_read_while_waiting_events_exceed_the_byte_limit()
    {
        const int notices = 200;
        using var server = new ScriptedServer();
        await using ChatClient client = await server.MeetAsync();
        string text = new('x', 60_000);
        byte[] frame = Frames.Answer(EventKind.Notice, 0, text);
        Task sending = server.SendAsync([.. Enumerable.Repeat(frame, notices)]);
        var queue = (EventQueue)client.Events;
        for (int i = 0; i < notices; i++)
        {
            Assert.That(await client.Events.WaitToReadAsync(), Is.True);
            Assert.That(queue.Bytes, Is.LessThanOrEqualTo(new ChatClientOptions().WaitingBytes));
            Assert.That((await client.Events.ReadAsync()).Text, Has.Length.EqualTo(text.Length));
        }

        await sending;
    }

    private static Task Write(
        EventQueue queue, ChatEvent e, CancellationToken cancellation = default) =>
        queue.WriteAsync(e, cancellation).AsTask();

    private static ChatEvent Of(int chars) =>
        new() { Kind = EventKind.Notice, Text = new string('x', chars) };
}
