namespace EventLoopServer.Polling;

/// <summary>One connection that can be read.</summary>
internal readonly record struct Ready(int Slot, ReadyKind Kind);
