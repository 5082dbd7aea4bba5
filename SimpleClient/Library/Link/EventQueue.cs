using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace SimpleClient.Library.Link;

/// <summary>
/// The events that wait to be read, with a limit on their number and bytes. No event is dropped.
/// When the queue is full, the writer waits, and TCP makes the server wait. The queue has one
/// writer and one reader.
/// </summary>
/// <param name="maxEvents">The most events, at least 1.</param>
/// <param name="maxBytes">
/// The most bytes of memory. One event is always accepted, whatever its size.
/// </param>
internal sealed class EventQueue(int maxEvents, long maxBytes) : ChannelReader<ChatEvent>
{
    private readonly Channel<ChatEvent> _events = Channel.CreateBounded<ChatEvent>(
        new BoundedChannelOptions(maxEvents) { SingleWriter = true });

    private readonly Lock _lock = new();
    private long _bytes;
    private TaskCompletionSource? _space;

    public override Task Completion => _events.Reader.Completion;

    public override bool CanCount => _events.Reader.CanCount;

    public override int Count => _events.Reader.Count;

    public override bool CanPeek => _events.Reader.CanPeek;

    /// <summary>Bytes of memory of the waiting events.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Adds an event when there is space for it.</summary>
    public ValueTask WriteAsync(ChatEvent e, CancellationToken cancellation) =>
        TakeSpace(e.MemoryBytes) is { } space
            ? WaitAndWriteAsync(e, space, cancellation)
            : _events.Writer.WriteAsync(e, cancellation);

    /// <summary>Ends the queue. Waiting events can still be read.</summary>
    /// <param name="fault">
    /// The error that the reader gets after the last event; null when there is none.
    /// </param>
    public void Complete(Exception? fault) => _events.Writer.Complete(fault);

    public override bool TryRead([MaybeNullWhen(false)] out ChatEvent item)
    {
        if (!_events.Reader.TryRead(out item))
        {
            return false;
        }

        TaskCompletionSource? space;
        lock (_lock)
        {
            _bytes -= item.MemoryBytes;
            (space, _space) = (_space, null);
        }

        space?.TrySetResult();
        return true;
    }

    public override bool TryPeek([MaybeNullWhen(false)] out ChatEvent item) =>
        _events.Reader.TryPeek(out item);

    public override ValueTask<bool> WaitToReadAsync(
        CancellationToken cancellationToken = default) =>
        _events.Reader.WaitToReadAsync(cancellationToken);

    private async ValueTask WaitAndWriteAsync(
        ChatEvent e, Task space, CancellationToken cancellation)
    {
        for (Task? wait = space; wait is not null; wait = TakeSpace(e.MemoryBytes))
        {
            await wait.WaitAsync(cancellation);
        }

        await _events.Writer.WriteAsync(e, cancellation);
    }

    /// <summary>Reserves space for an event.</summary>
    /// <returns>
    /// Null when the space is reserved. If it is not, the task to await before the next attempt.
    /// </returns>
    private Task? TakeSpace(int bytes)
    {
        lock (_lock)
        {
            if (_bytes == 0 || _bytes + bytes <= maxBytes)
            {
                _bytes += bytes;
                return null;
            }

            // The continuation must not run inside the reader's call.
            _space ??= new TaskCompletionSource(
                TaskCreationOptions.RunContinuationsAsynchronously);
            return _space.Task;
        }
    }
}
