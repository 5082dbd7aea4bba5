namespace EventLoopServer.Sessions;

/// <summary>What a session keeps to.</summary>
/// <param name="MessageBytes">Bytes of text in one message.</param>
/// <param name="CommandsPerTurn">Requests of one client that are run in one turn.</param>
/// <param name="GreetingMs">Silence after which a client gets the text greeting.</param>
/// <param name="NameMs">Time for a person to give a name; 0: no limit.</param>
internal sealed record SessionLimits(
    int MessageBytes, int CommandsPerTurn, long GreetingMs, long NameMs);
