using Protocol.Messages;

namespace SimpleClient.Library;

/// <summary>The server's answer to one request.</summary>
public sealed class Reply
{
    internal Reply(ChatEvent e) => Event = e;

    /// <summary>The complete answer.</summary>
    public ChatEvent Event { get; }

    /// <summary>
    /// The kind of the answer. Each verb has its own kind, and any request may be refused.
    /// </summary>
    public EventKind Kind => Event.Kind;

    /// <summary>True when the server refused the request.</summary>
    public bool IsRefused => Kind == EventKind.Refused;

    /// <summary>
    /// The code of the refusal; 0 when the request was not refused. It may be a number that only a
    /// newer server defines.
    /// </summary>
    public RefusalCode RefusalCode =>
        IsRefused ? (RefusalCode)Math.Min(Event.Number, ushort.MaxValue) : 0;

    /// <summary>
    /// True when the server does not know any more whether it has accepted or refused the request.
    /// This is only possible after a restart of the server, or after many other requests. The
    /// request was not carried out again. <see cref="IsRefused"/> is true too.
    /// </summary>
    public bool IsUnknown => RefusalCode == RefusalCode.RequestRepeated;

    /// <summary>
    /// The reason of the refusal, one unchecked sentence; empty when the request was not refused.
    /// </summary>
    public string Sentence => IsRefused ? Event.Text : "";

    /// <summary>
    /// The advice of the refusal, unchecked; empty when the request was not refused.
    /// </summary>
    public string Advice => IsRefused ? Event.Detail : "";
}
