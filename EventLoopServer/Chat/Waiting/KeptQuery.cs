using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Chat.Waiting;

/// <summary>
/// Waits until all events that were appended before it are on disk. The store never gets this
/// query.
/// </summary>
internal sealed class KeptQuery : StoreQuery;
