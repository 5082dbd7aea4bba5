using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Batches;
using EventLoopServer.Storage.Files;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Storage.Writing;

/// <summary>The services that the parts of the writer share.</summary>
/// <param name="Paths">The files of the store.</param>
/// <param name="Options">The options of the store.</param>
/// <param name="Clock">A clock that any thread may read.</param>
/// <param name="Log">The log.</param>
/// <param name="Committed">Called on the writer's thread after a commit.</param>
/// <param name="Answer">Called on the writer's thread with a query that has ended.</param>
internal sealed record WriterServices(
    StorePaths Paths,
    StoreOptions Options,
    IClock Clock,
    ILogger Log,
    Action<Batch> Committed,
    Action<StoreQuery> Answer)
{
    /// <summary>
    /// Called on the writer's thread to wake the reactor, when a commit has waited long enough for
    /// the reactor's next turn.
    /// </summary>
    public Action ReportNow { get; init; } = static () => { };

    /// <summary>Starts an automatic backup.</summary>
    public Action StartBackup { get; init; } = static () => { };

    /// <summary>Reports the rooms whose lines have all expired.</summary>
    public Action<IReadOnlyList<EmptiedRoom>> RoomsEmptied { get; init; } = static _ => { };
}
