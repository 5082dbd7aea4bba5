namespace EventLoopServer.Connections;

/// <summary>
/// A slot, and the number of times it has been used. So two connections never have the same id,
/// even if a slot is used again at once.
/// </summary>
internal readonly record struct ConnectionId(int Slot, uint Generation)
{
    public override string ToString() => $"client {Slot}.{Generation}";
}
