using SimpleClient.Sentences;

namespace SimpleClient.Library;

/// <summary>
/// What went wrong between a client and its server. The message is one sentence for the person at
/// the keyboard (with advice behind it where there is any), safe to print.
/// </summary>
public sealed class ChatException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="fault">What went wrong, for programs.</param>
    /// <param name="message">The same, for people.</param>
    /// <param name="cause">What the system said, or null.</param>
    public ChatException(ChatErrorKind fault, string message, Exception? cause = null)
        : base(message, cause) => Fault = fault;

    /// <summary>What went wrong.</summary>
    public ChatErrorKind Fault { get; }

    internal static ChatException ServerGone(Exception? cause = null) =>
        new(ChatErrorKind.ServerGone, LinkSentences.ServerGone, cause);

    internal static ChatException ClosedHere() =>
        new(ChatErrorKind.ServerGone, LinkSentences.ClosedHere);

    internal static ChatException Malformed() =>
        new(ChatErrorKind.Malformed, LinkSentences.Malformed);

    /// <param name="what">What the server sent.</param>
    /// <param name="most">What it may send at most.</param>
    internal static ChatException OverLimit(string what, string most) =>
        new(ChatErrorKind.OverLimit, LinkSentences.OverLimit(what, most));

    internal static ChatException Unanswered(TimeSpan deadline) =>
        new(ChatErrorKind.TimedOut, LinkSentences.Unanswered(LinkSentences.Seconds(deadline)));

    internal static ChatException Unsendable(TimeSpan deadline) =>
        new(
            ChatErrorKind.TimedOut, LinkSentences.NotTaken(LinkSentences.Seconds(deadline)));
}
