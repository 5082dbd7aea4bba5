using SimpleClient.Sentences;

namespace SimpleClient.Library;

/// <summary>
/// A failure between a client and its server. The message is a sentence for the user, with an
/// advice if there is one, and is safe to print.
/// </summary>
public sealed class ChatException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="fault">The kind of the failure, for programs.</param>
    /// <param name="message">The sentence for users.</param>
    /// <param name="cause">The system's exception, or null.</param>
    public ChatException(ChatErrorKind fault, string message, Exception? cause = null)
        : base(message, cause) => Fault = fault;

    /// <summary>The kind of the failure.</summary>
    public ChatErrorKind Fault { get; }

    internal static ChatException ServerGone(Exception? cause = null) =>
        new(ChatErrorKind.ServerGone, LinkSentences.ServerGone, cause);

    internal static ChatException ClosedHere() =>
        new(ChatErrorKind.ServerGone, LinkSentences.ClosedHere);

    internal static ChatException Unconnected(
        string host, int port, TimeSpan timeout, Exception cause) => new(
            ChatErrorKind.TimedOut,
            LinkSentences.NobodyAnswered(
                Link.Dialer.Address(host, port), LinkSentences.Seconds(timeout)),
            cause);

    internal static ChatException Malformed() =>
        new(ChatErrorKind.Malformed, LinkSentences.Malformed);

    /// <param name="what">The thing that the server sent, with its size.</param>
    /// <param name="most">The limit.</param>
    internal static ChatException OverLimit(string what, string most) =>
        new(ChatErrorKind.OverLimit, LinkSentences.OverLimit(what, most));

    internal static ChatException Unanswered(TimeSpan deadline) =>
        new(ChatErrorKind.TimedOut, LinkSentences.Unanswered(LinkSentences.Seconds(deadline)));

    internal static ChatException Unsendable(TimeSpan deadline) =>
        new(
            ChatErrorKind.TimedOut, LinkSentences.NotTaken(LinkSentences.Seconds(deadline)));
}
