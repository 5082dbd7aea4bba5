namespace EventLoopServer.Connections;

/// <summary>
/// A place in the table and how often it has been used: an id that names a connection which is gone
/// matches nobody, however soon its place is used again.
/// </summary>
internal readonly record struct ConnectionId(int Slot, uint Generation)
{
    public override string ToString() => $"client {Slot}.{Generation}";
}
