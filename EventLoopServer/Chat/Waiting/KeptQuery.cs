using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Chat.Waiting;

/// <summary>
/// Asks for nothing: it is answered when all events that were appended before it are on disk, and
/// never reaches the store.
/// </summary>
internal sealed class KeptQuery : StoreQuery;
