using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Batches;
using EventLoopServer.Storage.Files;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Storage.Writing;

/// <summary>What the writer's parts need.</summary>
/// <param name="Paths">The files of the store.</param>
/// <param name="Options">The options of the store.</param>
/// <param name="Clock">A clock that any thread may read.</param>
/// <param name="Log">The log.</param>
/// <param name="Committed">Called on the writer's thread after a commit.</param>
/// <param name="Answer">Called on the writer's thread with a query that is done.</param>
internal sealed record WriterServices(
    StorePaths Paths,
    StoreOptions Options,
    IClock Clock,
    ILogger Log,
    Action<Batch> Committed,
    Action<StoreQuery> Answer)
{
    /// <summary>
    /// Called on the writer's thread when a report of <see cref="Committed"/> has waited long
    /// enough for a turn of the reactor.
    /// </summary>
    public Action ReportNow { get; init; } = static () => { };

    /// <summary>Starts an automatic backup.</summary>
    public Action StartBackup { get; init; } = static () => { };

    /// <summary>Reports the rooms whose lines have all expired.</summary>
    public Action<IReadOnlyList<EmptiedRoom>> RoomsEmptied { get; init; } = static _ => { };
}
