using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace SimpleClient.Library.Link;

/// <summary>
/// The events that wait for their reader, limited in number and in bytes. Nothing is dropped: when
/// the queue is full, the writer waits, and so does the server behind it. One writer, one reader.
/// </summary>
/// <param name="maxEvents">Events at most, at least 1.</param>
/// <param name="maxBytes">
/// Bytes of memory at most. One event is always accepted, however large it is.
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

    /// <summary>Bytes of memory that the waiting events take.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Adds an event, when there is space for it.</summary>
    public ValueTask WriteAsync(ChatEvent e, CancellationToken cancellation) =>
        TakeSpace(e.MemoryBytes) is { } space
            ? WaitAndWriteAsync(e, space, cancellation)
            : _events.Writer.WriteAsync(e, cancellation);

    /// <summary>Ends the queue: what waits can still be read.</summary>
    /// <param name="fault">What its reader gets behind the last event; null: a normal end.</param>
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

    /// <summary>Takes space for an event.</summary>
    /// <returns>Null: it has it. Otherwise what to wait for before the next attempt.</returns>
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
