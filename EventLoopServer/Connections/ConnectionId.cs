namespace EventLoopServer.Connections;

/// <summary>
/// A slot and how often it has been used. The id of a released connection matches no other one,
/// however soon its slot is used again.
/// </summary>
internal readonly record struct ConnectionId(int Slot, uint Generation)
{
    public override string ToString() => $"client {Slot}.{Generation}";
}
