using LoadTests.Checking;

namespace LoadTests.Clients;

/// <summary>Somebody on the stage, however they are connected. Used under the swarm's lock.
/// </summary>
internal interface ILoadClient : IDisposable
{
    byte[] Name { get; }

    /// <summary>What the checker knows about who hears with this client.</summary>
    Listener Listener { get; }

    bool HasArrived { get; }

    /// <summary>Connects and enters; the listener is told when that is done.</summary>
    void Begin();

    void Say(byte[] room, ReadOnlySpan<byte> text);

    void Tell(byte[] name, ReadOnlySpan<byte> text);
}
