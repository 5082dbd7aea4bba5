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
        new(ChatErrorKind.ServerGone, "The server closed the connection.", cause);

    internal static ChatException ClosedHere() =>
        new(ChatErrorKind.ServerGone, "The connection was closed on this side.");

    internal static ChatException Malformed() =>
        new(ChatErrorKind.Malformed, "The server sent something that this client can't read.");

    /// <param name="what">What the server sent.</param>
    /// <param name="most">What it may send at most.</param>
    internal static ChatException OverLimit(string what, string most) => new(
        ChatErrorKind.OverLimit,
        FormattableString.Invariant($"The server sent {what}, where the limit is {most}.")
            + " Disconnected to protect this computer. Report this to the server's operator.");

    internal static ChatException Unanswered(TimeSpan deadline) =>
        new(ChatErrorKind.TimedOut, $"The server did not answer within {Seconds(deadline)}.");

    internal static ChatException Unsendable(TimeSpan deadline) =>
        new(
            ChatErrorKind.TimedOut,
            $"The server did not take a request within {Seconds(deadline)}.");

    internal static string Seconds(TimeSpan time) =>
        time == TimeSpan.FromSeconds(1) ? "1 second" : $"{time.TotalSeconds:0.###} seconds";
}
