using EventLoopServer.Transport;

namespace UnitTests.Simulation.Network;

/// <summary>Observes the calls of a server on its simulated transports, before they run.</summary>
internal interface ITransportObserver
{
    /// <summary>The server sends.</summary>
    void Sends(SimTransport wire, int bytes);

    /// <summary>The peer's side took these bytes.</summary>
    void Took(SimTransport wire, ReadOnlySpan<byte> bytes);

    /// <summary>The server receives synchronously into this space.</summary>
    void Receives(SimTransport wire, Span<byte> space);

    /// <summary>The server starts a receive with an operation.</summary>
    void Begins(SimTransport wire, ReceiveOperation operation);

    /// <summary>An operation is no longer pending.</summary>
    void Ended(ReceiveOperation operation);

    /// <summary>The server shuts down its sending side.</summary>
    void Shuts(SimTransport wire);

    /// <summary>The server closes the transport.</summary>
    void Closes(SimTransport wire);
}
