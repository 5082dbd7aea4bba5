using Protocol.Messages;

namespace SimpleClient.Library.Link;

/// <summary>The requests that wait for their answers, by number.</summary>
internal sealed class PendingReplies
{
    private readonly Lock _lock = new();
    private readonly Dictionary<
        ulong, (TaskCompletionSource<ChatEvent> Answer, object? Asked)> _waiting = [];
    private ulong _quitId;
    private ChatException? _end;

    /// <summary>Adds a request that is about to be written.</summary>
    /// <returns>A task for its answer; it has failed if the connection has ended.</returns>
    /// <param name="id">Its number.</param>
    /// <param name="verb">Its kind.</param>
    /// <param name="asked">What the answer gets as <see cref="ChatEvent.Asked"/>.</param>
    public Task<ChatEvent> Add(ulong id, RequestVerb verb, object? asked = null)
    {
        // Continuations must not run on the reading loop, because one of them may wait for the next
        // event.
        var answer = new TaskCompletionSource<ChatEvent>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_end is not null)
            {
                return Task.FromException<ChatEvent>(_end);
            }

            _waiting[id] = (answer, asked);
            _quitId = verb == RequestVerb.Quit ? id : _quitId;
        }

        return answer.Task;
    }

    /// <summary>Removes a request. A late answer to it is ignored.</summary>
    public void Forget(ulong id)
    {
        lock (_lock)
        {
            _waiting.Remove(id);
        }
    }

    /// <summary>Completes the request of an answer. Events of rooms are not answers.</summary>
    public void Answer(ChatEvent e)
    {
        e.IsUnrequested = e.RequestId == 0;
        if (e.Kind >= EventKind.Said)
        {
            // The event of an own message comes before the answer.
            lock (_lock)
            {
                e.IsUnrequested = !_waiting.ContainsKey(e.RequestId);
            }

            return;
        }

        (TaskCompletionSource<ChatEvent> Answer, object? Asked) waiting;
        lock (_lock)
        {
            // A goodbye answers the quit request, whatever number the server gave it.
            ulong id = e.Kind == EventKind.Goodbye ? _quitId : e.RequestId;
            _waiting.Remove(id, out waiting);
        }

        e.Asked = waiting.Asked;
        waiting.Answer?.TrySetResult(e);
    }

    /// <summary>Fails all pending and later requests. Only the first call sets the cause.</summary>
    public void End(ChatException end)
    {
        TaskCompletionSource<ChatEvent>[] all;
        lock (_lock)
        {
            _end ??= end;
            all = [.. _waiting.Values.Select(static waiting => waiting.Answer)];
            _waiting.Clear();
        }

        foreach (TaskCompletionSource<ChatEvent> answer in all)
        {
            answer.TrySetException(end);

            // A caller that has stopped waiting does not observe the exception, so it is marked as
            // observed here.
            _ = answer.Task.Exception;
        }
    }
}
