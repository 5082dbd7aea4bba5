using SimpleClient.Library.Trust;

namespace SimpleClient.Library;

/// <summary>
/// Time limits, sizes, certificates and the password of a <see cref="ChatClient"/>.
/// </summary>
public sealed record ChatClientOptions
{
    /// <summary>
    /// The time limit from the look-up of the host name to the server's welcome, or to the answer
    /// about <see cref="Password"/> if there is one. Default: 10 s.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The time limit for writing a request, and again from its last byte to its answer. Default:
    /// 10 s.
    /// </summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// True for a client that connects again when its connection is lost, also after a restart of
    /// the server. Its events then have no gaps: each line arrives once and in order. The request
    /// of a message completes when the message is on the server's disk. The server accepts each
    /// message once, even when the client sends it again after a loss. The client ends in three
    /// cases: the server does not have the session any more
    /// (<see cref="ChatErrorKind.SessionLost"/>), another connection takes the session over, or the
    /// server was not reached for <see cref="ResumeTimeout"/>. Default: false.
    /// </summary>
    public bool Resumes { get; init; }

    /// <summary>
    /// How long a client tries to reach the server after a loss. Default: one hour, which is as
    /// long as the server keeps the session.
    /// </summary>
    public TimeSpan ResumeTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The certificates to trust; null when the connection is not encrypted.</summary>
    public ServerTrust? Tls { get; init; }

    /// <summary>
    /// Stores the token of a login for the next start; null when it is not stored.
    /// </summary>
    internal LoginTokens? Logins { get; init; }

    /// <summary>
    /// The password of the server, sent directly after the welcome; null when there is none. A
    /// server without a password ignores it. A server with another password refuses the client
    /// (<see cref="ChatErrorKind.WrongPassword"/>).
    /// </summary>
    public string? Password { get; init; }

    /// <summary>
    /// The most events that wait to be read, at least 1. At this number the client stops reading
    /// its socket until the program has read an event. Answers do not arrive meanwhile. Default:
    /// 1,024, several times the history of a room.
    /// </summary>
    public int WaitingEvents { get; init; } = 1024;

    /// <summary>
    /// The most bytes of memory for waiting events, with the same effect as
    /// <see cref="WaitingEvents"/>. One event is always accepted. Default: 4 MiB. A thousand
    /// messages of the default size as UTF-16 take 8 MiB, but few messages are that long.
    /// </summary>
    public int WaitingBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// The program's name and version for the server. At most 256 bytes. Connecting throws
    /// <see cref="ArgumentException"/> if it does not fit into the opening frame (1,024 bytes).
    /// </summary>
    public string Agent { get; init; } = "SimpleClient";
}
