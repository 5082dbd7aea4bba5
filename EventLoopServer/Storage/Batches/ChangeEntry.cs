using EventLoopServer.Chat.Storage;

namespace EventLoopServer.Storage.Batches;

/// <summary>A change in a batch.</summary>
/// <param name="Offset">The change comes before the message at this offset.</param>
/// <param name="Change">The change.</param>
internal readonly record struct ChangeEntry(int Offset, StoreChange Change);
