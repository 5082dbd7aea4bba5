using Microsoft.Extensions.Logging;

namespace EventLoopServer.Observability;

/// <summary>
/// Every line of the log, numbered; a number is never used again for something else. A line each
/// for connect, name and close, none for a message.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Listening on {Address} ({Dialects})")]
    public static partial void Listening(ILogger log, string address, string dialects);

    [LoggerMessage(
        2,
        LogLevel.Information,
        "Stopping: {Clients} clients are told, at most {DrainMs} ms are given to what "
        + "waits for them")]
    public static partial void Stopping(ILogger log, int clients, long drainMs);

    [LoggerMessage(
        3,
        LogLevel.Information,
        "Stopped after {Turns} turns: {Accepted} accepted, {Requests} requests, "
        + "{Parks} parks, {Wakes} wakes, {PendedReceives} pended receives, "
        + "{WorkItems} thread-pool work items")]
    public static partial void Stopped(
        ILogger log,
        long turns,
        long accepted,
        long requests,
        long parks,
        long wakes,
        long pendedReceives,
        long workItems);

    [LoggerMessage(10, LogLevel.Information, "{Client} connected from {Peer}")]
    public static partial void Connected(ILogger log, string client, string peer);

    [LoggerMessage(11, LogLevel.Information, "{Client} is {Name} ({Dialect})")]
    public static partial void Named(ILogger log, string client, string name, string dialect);

    [LoggerMessage(12, LogLevel.Information, "{Client} closed: {Reason}")]
    public static partial void Closed(ILogger log, string client, CloseReason reason);

    [LoggerMessage(
        13,
        LogLevel.Information,
        "{Client} closed: {Reason}, {Bytes} bytes were still waiting for it")]
    public static partial void ClosedWithLoss(
        ILogger log, string client, CloseReason reason, long bytes);

    [LoggerMessage(14, LogLevel.Information, "{Client} turned away: {Sentence}")]
    public static partial void TurnedAway(ILogger log, string client, string sentence);

    [LoggerMessage(
        20,
        LogLevel.Warning,
        "Cannot accept on {Address} for now ({Error}): trying again in {PauseMs} ms")]
    public static partial void AcceptPaused(
        ILogger log, string address, string error, long pauseMs);

    [LoggerMessage(
        21,
        LogLevel.Error,
        "Cannot accept on {Address} any more ({Error}): the listener is closed")]
    public static partial void ListenerFailed(ILogger log, string address, string error);

    [LoggerMessage(
        22,
        LogLevel.Warning,
        "Clients of {Program} are not served: {Reason}. Another address for them: "
        + "--listen {Dialects}://ADDRESS:PORT")]
    public static partial void ListenMissed(
        ILogger log, string program, string reason, string dialects);

    [LoggerMessage(
        30,
        LogLevel.Error,
        "A fault while working for {Client}: it is closed, the others are served")]
    public static partial void Bug(ILogger log, Exception fault, string client);

    [LoggerMessage(31, LogLevel.Critical, "The loop failed and the server stops")]
    public static partial void LoopFailed(ILogger log, Exception fault);
}
