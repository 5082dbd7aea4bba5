using LoadTests.Checking;

namespace LoadTests.Clients;

/// <summary>
/// A client of a load test, over any kind of connection. Used under the swarm's lock.
/// </summary>
internal interface ILoadClient : IDisposable
{
    byte[] Name { get; }

    /// <summary>The checker's state of this client.</summary>
    Listener Listener { get; }

    bool HasArrived { get; }

    /// <summary>
    /// Connects, logs in and enters the rooms. The listener is called when that is done.
    /// </summary>
    void Begin();

    void SendToRoom(byte[] room, ReadOnlySpan<byte> text);

    void SendPrivate(byte[] name, ReadOnlySpan<byte> text);
}
