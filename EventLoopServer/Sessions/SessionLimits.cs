using EventLoopServer.Sessions.Rates;

namespace EventLoopServer.Sessions;

/// <summary>The limits of a session. 0 is no limit unless stated otherwise.</summary>
/// <param name="MessageBytes">Bytes of text in one message.</param>
/// <param name="CommandsPerTurn">Requests of one client that run in one turn.</param>
/// <param name="GreetingMs">Silence after which a client gets the text greeting.</param>
internal sealed record SessionLimits(int MessageBytes, int CommandsPerTurn, long GreetingMs)
{
    /// <summary>Requests of one client that run in a second, after its burst.</summary>
    public int CommandsPerSecond { get; init; }

    /// <summary>The cost of one request in µs; 0 when there is no limit.</summary>
    public long CostUs => CommandsPerSecond > 0 ? 1_000_000 / CommandsPerSecond : 0;

    /// <summary>Requests of one client that may arrive at once.</summary>
    public int CommandBurst { get; init; }

    /// <summary>Bytes that one client may send to others in a second, after its burst.</summary>
    public int BytesPerSecond { get; init; }

    /// <summary>The cost of one byte for others in ns; 0 when there is no limit.</summary>
    public long ByteNs => ByteLimits.NsPerByte(BytesPerSecond);

    /// <summary>Bytes that one client may send to others in one burst.</summary>
    public int ByteBurst { get; init; }

    /// <summary>How long a client may exceed its rate limit without a break.</summary>
    public long FloodMs { get; init; }

    /// <summary>How long a person may take for the login, or for the rest of a line.</summary>
    public long PersonMs { get; init; }

    /// <summary>How long a program may take for the login, or for the rest of a line.</summary>
    public long ProgramMs { get; init; }

    /// <summary>Silence after which a client is sent a keep-alive request.</summary>
    public long PingMs { get; init; }

    /// <summary>Silence after which a client is closed.</summary>
    public long SilentMs { get; init; }
}
