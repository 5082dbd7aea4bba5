using EventLoopServer.Chat.Storage;

namespace UnitTests.Simulation.Storage;

/// <summary>One appended event: a line or a change.</summary>
internal sealed record SimEntry(StoredLine? Line, StoreChange? Change);
