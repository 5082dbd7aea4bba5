using Protocol.Messages;

namespace EventLoopServer.Sessions.Input;

/// <summary>
/// Decides whether the empty lines that a client of a line dialect sent above a message belong to a
/// pasted block. They do when the message before it is recent; otherwise somebody has only pressed
/// Enter, and the room is not to see it.
/// </summary>
internal struct PasteGap
{
    /// <summary>
    /// Time between two messages of one block at most. Origin: pasted lines come within
    /// milliseconds, and with the default rate (10 requests a second) they are read 100 ms apart;
    /// few people type an empty line and another line in a second.
    /// </summary>
    public const long MaxMs = 1000;

    private long _messageMs;
    private bool _hasMessage;

    /// <summary>A request has run that had to wait: what follows it follows it now.</summary>
    public void Wait(long nowMs) => _messageMs = nowMs;

    /// <summary>Takes the empty lines away that belong to no block.</summary>
    public ClientRequest Check(scoped in ClientRequest request, long nowMs)
    {
        bool isMessage = request.Verb == RequestVerb.Say;
        bool isBlock = isMessage && _hasMessage && nowMs - _messageMs <= MaxMs;
        _hasMessage = isMessage;
        _messageMs = nowMs;
        return request.Number == 0 || isBlock ? request : request with { Number = 0 };
    }
}
