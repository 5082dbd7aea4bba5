using Protocol.Messages;

namespace SimpleClient.Library.Link;

/// <summary>The requests that wait for their answers, by their numbers.</summary>
internal sealed class PendingReplies
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, TaskCompletionSource<ChatEvent>> _waiting = [];
    private ulong _quitId;
    private ChatException? _end;

    /// <summary>Waits for the answer to a request that is about to be written.</summary>
    /// <returns>The answer to come; failed at once when the connection has ended.</returns>
    public Task<ChatEvent> Add(ulong id, RequestVerb verb)
    {
        // Continuations must not run on the reading loop: one of them may wait for the next event.
        var answer = new TaskCompletionSource<ChatEvent>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_end is not null)
            {
                return Task.FromException<ChatEvent>(_end);
            }

            _waiting.Add(id, answer);
            _quitId = verb == RequestVerb.Quit ? id : _quitId;
        }

        return answer.Task;
    }

    /// <summary>Waits no longer: an answer that comes later has nobody to go to.</summary>
    public void Forget(ulong id)
    {
        lock (_lock)
        {
            _waiting.Remove(id);
        }
    }

    /// <summary>Hands an answer to its request. Events of rooms are no answers.</summary>
    public void Answer(ChatEvent e)
    {
        if (e.Kind >= EventKind.Said)
        {
            return;
        }

        TaskCompletionSource<ChatEvent>? answer;
        lock (_lock)
        {
            // A goodbye answers the request to quit, whatever number the server gave it.
            ulong id = e.Kind == EventKind.Goodbye ? _quitId : e.RequestId;
            _waiting.Remove(id, out answer);
        }

        answer?.TrySetResult(e);
    }

    /// <summary>Fails all that wait, and all that come later. The first end counts.</summary>
    public void End(ChatException end)
    {
        TaskCompletionSource<ChatEvent>[] all;
        lock (_lock)
        {
            _end ??= end;
            all = [.. _waiting.Values];
            _waiting.Clear();
        }

        foreach (TaskCompletionSource<ChatEvent> answer in all)
        {
            answer.TrySetException(end);

            // Whoever gave up waiting does not look at it any more, which is no fault.
            _ = answer.Task.Exception;
        }
    }
}
