using Protocol.Messages;

namespace SimpleClient.Library;

/// <summary>What the server answered to one request.</summary>
public sealed class Reply
{
    internal Reply(ChatEvent e) => Event = e;

    /// <summary>The whole answer.</summary>
    public ChatEvent Event { get; }

    /// <summary>What kind of answer it is: each verb has its own, and any may be refused.</summary>
    public EventKind Kind => Event.Kind;

    /// <summary>True when the server did not do what it was asked to.</summary>
    public bool IsRefused => Kind == EventKind.Refused;

    /// <summary>
    /// Why it was refused; may be a number that a newer server knows. 0 when it was not.
    /// </summary>
    public RefusalCode RefusalCode =>
        IsRefused ? (RefusalCode)Math.Min(Event.Number, ushort.MaxValue) : 0;

    /// <summary>Why it was refused, in one sentence, as it came; empty when it was not.</summary>
    public string Sentence => IsRefused ? Event.Text : "";

    /// <summary>What to do about the refusal, as it came; empty when it was not refused.</summary>
    public string Advice => IsRefused ? Event.Detail : "";
}
