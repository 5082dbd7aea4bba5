namespace EventLoopServer.Sessions;

/// <summary>What a session keeps to. 0 is no limit where nothing else is said.</summary>
/// <param name="MessageBytes">Bytes of text in one message.</param>
/// <param name="CommandsPerTurn">Requests of one client that are run in one turn.</param>
/// <param name="GreetingMs">Silence after which a client gets the text greeting.</param>
internal sealed record SessionLimits(int MessageBytes, int CommandsPerTurn, long GreetingMs)
{
    /// <summary>Requests of one client that are run in a second after its burst.</summary>
    public int CommandsPerSecond { get; init; }

    /// <summary>Requests of one client that may come at once.</summary>
    public int CommandBurst { get; init; }

    /// <summary>Bytes that one client may send to others in a second after its burst.</summary>
    public int BytesPerSecond { get; init; }

    /// <summary>Bytes that one client may send to others at once.</summary>
    public int ByteBurst { get; init; }

    /// <summary>How long it may send too fast without a break.</summary>
    public long FloodMs { get; init; }

    /// <summary>Time for a person to give a name, or to end a line once begun.</summary>
    public long PersonMs { get; init; }

    /// <summary>The same for a program.</summary>
    public long ProgramMs { get; init; }

    /// <summary>Silence after which a client is asked whether it is there.</summary>
    public long PingMs { get; init; }

    /// <summary>Silence after which it is taken for gone.</summary>
    public long SilentMs { get; init; }
}
