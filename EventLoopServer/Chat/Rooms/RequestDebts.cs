using EventLoopServer.Timing;

namespace EventLoopServer.Chat.Rooms;

/// <summary>
/// A member's debts to its rate limits. All devices of the member share them, so several
/// connections of an account may send no more than one.
/// </summary>
internal sealed class RequestDebts
{
    private TokenBucket _requestsUs;
    private TokenBucket _bytesNs;

    public ref TokenBucket RequestsUs => ref _requestsUs;

    public ref TokenBucket BytesNs => ref _bytesNs;

    public RequestDebts Copy() => new() { _requestsUs = _requestsUs, _bytesNs = _bytesNs };
}
