using EventLoopServer.Transport;

namespace UnitTests.Simulation.Network;

/// <summary>Sees what a server does with its simulated wires, before it is done.</summary>
internal interface ITransportObserver
{
    /// <summary>The server sends.</summary>
    void Sends(SimTransport wire, int bytes);

    /// <summary>The peer's side took this of it.</summary>
    void Took(SimTransport wire, ReadOnlySpan<byte> bytes);

    /// <summary>The server receives plainly, into this space.</summary>
    void Receives(SimTransport wire, Span<byte> space);

    /// <summary>The server begins a receive with an operation.</summary>
    void Begins(SimTransport wire, ReceiveOperation operation);

    /// <summary>An operation is not under way any more.</summary>
    void Ended(ReceiveOperation operation);

    /// <summary>The server says that nothing more comes.</summary>
    void Shuts(SimTransport wire);

    /// <summary>The server closes the wire.</summary>
    void Closes(SimTransport wire);
}
