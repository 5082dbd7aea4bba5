using SimpleClient.Library.Trust;

namespace SimpleClient.Library;

/// <summary>Deadlines and sizes of one <see cref="ChatClient"/>.</summary>
public sealed record ChatClientOptions
{
    /// <summary>
    /// From the first look-up of the host's name to the server's welcome, all together. Default 10
    /// s.
    /// </summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For writing a request, and again from its last byte to its answer. Default 10 s.
    /// </summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whose certificate is trusted; null: the connection is not encrypted.</summary>
    public ServerTrust? Tls { get; init; }

    /// <summary>
    /// The password of the server, given at once on connecting; null: none. A server that has none
    /// does not mind; one that has another refuses the client
    /// (<see cref="ChatErrorKind.WrongPassword"/>).
    /// </summary>
    public string? Password { get; init; }

    /// <summary>
    /// Events that wait for their reader, at least 1. When so many wait, nothing more is taken from
    /// the socket, answers included, until one is read. Default 1,024: a room's history, several
    /// times.
    /// </summary>
    public int WaitingEvents { get; init; } = 1024;

    /// <summary>
    /// Bytes of memory that waiting events may take, with the same effect as
    /// <see cref="WaitingEvents"/>. One event is accepted in any case. Default 4 MiB: a thousand
    /// messages of the default size as UTF-16 take 8 MiB, and hardly any message is that long.
    /// </summary>
    public int WaitingBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// The program's name and version, as the server is told it. At most 256 bytes.
    /// </summary>
    public string Agent { get; init; } = "SimpleClient";
}
