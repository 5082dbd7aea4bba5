using Protocol.Messages;

namespace EventLoopServer.Sessions.Input;

/// <summary>
/// Decides whether empty lines above a message are part of a pasted block. The message is from a
/// line-based dialect. The empty lines are part of a block when the previous message is recent. If
/// it is not, the user only pressed Enter, and the empty lines are not sent to the room.
/// </summary>
internal struct PasteGap
{
    /// <summary>
    /// Longest time between two messages of one block, in ms. Pasted lines arrive within
    /// milliseconds. At the default rate (10 requests a second) they are read 100 ms apart. Few
    /// people type an empty line and another line in a second.
    /// </summary>
    public const long MaxMs = 1000;

    private long _messageMs;
    private bool _hasMessage;

    /// <summary>A deferred request has run. The time to the next message counts from now.</summary>
    public void Wait(long nowMs) => _messageMs = nowMs;

    /// <summary>Removes empty lines that do not belong to a block.</summary>
    public ClientRequest Check(scoped in ClientRequest request, long nowMs)
    {
        bool isMessage = request.Verb == RequestVerb.Say;
        bool isBlock = isMessage && _hasMessage && nowMs - _messageMs <= MaxMs;
        _hasMessage = isMessage;
        _messageMs = nowMs;
        return request.Number == 0 || isBlock ? request : request with { Number = 0 };
    }
}
