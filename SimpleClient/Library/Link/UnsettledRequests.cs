using Protocol.Messages;

namespace SimpleClient.Library.Link;

/// <summary>
/// The requests that have to be sent again if the connection is lost now, in the order of their
/// ids. Several threads use this class.
/// </summary>
internal sealed class UnsettledRequests
{
    private readonly Lock _lock = new();
    private readonly List<SentRequest> _all = [];
    private ChatException? _end;
    private ulong _kept;

    /// <summary>True when the server confirms what is on disk.</summary>
    public bool AreKept { get; set; }

    /// <summary>The last answered request of the kind that is carried out at most once.</summary>
    public ulong LastAnswered { get; private set; }

    public void Add(SentRequest request)
    {
        lock (_lock)
        {
            if (_end is not null)
            {
                request.Fail(_end);
                return;
            }

            _all.Add(request);
        }
    }

    /// <summary>Removes a request that was answered, unless it still waits for Kept.</summary>
    public void Answer(ChatEvent e)
    {
        // No Kept event follows a refusal, or a message that is not stored.
        bool isFinal = e.Kind == EventKind.Refused
            || (e.Kind == EventKind.Done && e.Number == DoneFlags.NotStored);
        ulong id = e.RequestId;
        lock (_lock)
        {
            int at = _all.FindIndex(one => one.Id == id);
            if (at < 0)
            {
                return;
            }

            SentRequest request = _all[at];
            request.Answer = e;
            LastAnswered = request.IsOnce ? Math.Max(LastAnswered, id) : LastAnswered;
            if (!request.IsOnce || isFinal || !AreKept || id <= _kept)
            {
                request.Settle();
                _all.RemoveAt(at);
            }
        }
    }

    /// <summary>Settles all messages up to this request, which are on the server's disk.</summary>
    public void Keep(ulong id)
    {
        lock (_lock)
        {
            _kept = Math.Max(_kept, id);
            foreach (SentRequest request in _all)
            {
                if (request is { IsOnce: true, Answer: not null } && request.Id <= id)
                {
                    request.Settle();
                }
            }

            _all.RemoveAll(one => one.Settled.IsCompleted);
        }
    }

    /// <summary>
    /// The requests to send again: those after the server's last accepted one, and all without an
    /// answer. An older request without an answer was accepted or refused before a restart. The
    /// server does not carry it out again, and reports to the caller that the answer is unknown.
    /// </summary>
    public List<SentRequest> After(ulong accepted)
    {
        lock (_lock)
        {
            foreach (SentRequest request in _all)
            {
                if (request is { IsOnce: true, Answer: not null } && request.Id > accepted)
                {
                    // A crash has lost the request, so its answer may be another one this time. If
                    // the connection breaks again, the server has to repeat that answer.
                    request.Answer = null;
                    LastAnswered = Math.Min(LastAnswered, request.Id - 1);
                }
            }

            return _all.FindAll(static one => one.Answer is null);
        }
    }

    /// <summary>Fails all requests, because the client ends.</summary>
    public void End(ChatException end)
    {
        lock (_lock)
        {
            _end ??= end;
            _all.ForEach(one => one.Fail(end));
            _all.Clear();
        }
    }
}
