using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>
/// Confirms to one client that its messages are on disk. It remembers two of them, the next to be
/// confirmed and the latest, however many are not committed yet. So it takes no memory for each
/// message, and a client that never stops sending is still confirmed with each commit.
/// </summary>
internal sealed class KeptConfirmation(Session session)
{
    private long _nextPosition;
    private ulong _nextId;
    private long _lastPosition;
    private ulong _lastId;

    /// <summary>True while a message is not confirmed.</summary>
    public bool IsWaiting => _nextPosition > 0;

    /// <summary>A message of the client was appended to the store.</summary>
    public void Add(long position, ulong requestId)
    {
        (_lastPosition, _lastId) = (position, requestId);
        if (!IsWaiting)
        {
            (_nextPosition, _nextId) = (position, requestId);
        }
    }

    /// <summary>Confirms what is on disk, with at most one event.</summary>
    /// <param name="kept">The position up to which all events are on disk.</param>
    public void Send(long kept)
    {
        if (kept < _nextPosition)
        {
            return;
        }

        bool isAll = kept >= _lastPosition;
        ulong upTo = isAll ? _lastId : _nextId;
        (_nextPosition, _nextId) = isAll ? (0, 0) : (_lastPosition, _lastId);
        session.Output.Tell(new ServerEvent { Kind = EventKind.Kept, RequestId = upTo });
    }

    /// <summary>The connection closes.</summary>
    public void Close() => _nextPosition = 0;
}
