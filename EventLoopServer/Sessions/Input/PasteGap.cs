using Protocol.Messages;

namespace EventLoopServer.Sessions.Input;

/// <summary>
/// Decides whether empty lines above a message from a line-based dialect belong to a pasted block.
/// They do when the previous message is recent. Otherwise the user only pressed Enter, and the room
/// does not get them.
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

    /// <summary>A deferred request has run: the time to the next message counts from now.</summary>
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
