using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>
/// Confirms to one client that its messages are on disk. This object stores only two of the
/// client's messages: the next one to confirm and the latest one. So its memory does not grow with
/// the number of messages that are not committed. A client that never stops sending still gets a
/// confirmation with each commit.
/// </summary>
internal sealed class KeptConfirmation(Session session)
{
    private long _nextPosition;
    private ulong _nextId;
    private long _lastPosition;
    private ulong _lastId;

    /// <summary>True while a message of the client is not confirmed.</summary>
    public bool IsWaiting => _nextPosition > 0;

    /// <summary>Adds a message of the client that was appended to the store.</summary>
    public void Add(long position, ulong requestId)
    {
        (_lastPosition, _lastId) = (position, requestId);
        if (!IsWaiting)
        {
            (_nextPosition, _nextId) = (position, requestId);
        }
    }

    /// <summary>Confirms the messages that are on disk, with at most one event.</summary>
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
        session.Output.Send(new ServerEvent { Kind = EventKind.Kept, RequestId = upTo });
    }

    /// <summary>Drops the open confirmations, because the connection closes.</summary>
    public void Close() => _nextPosition = 0;
}
