using System.Net;
using EventLoopServer.Transport;

namespace UnitTests.Simulation.Network;

/// <summary>An accepted socket on which one kind of call throws what no socket should.</summary>
internal sealed class FaultyWire(string peer, SimNetwork network, FaultyCall faulty)
    : SimTransport(peer, network), ITransport
{
    string ITransport.Peer
    {
        get
        {
            Check(FaultyCall.Peer);
            return Peer;
        }
    }

    IPAddress? ITransport.Address
    {
        get
        {
            Check(FaultyCall.Address);
            return Address;
        }
    }

    void ITransport.ResetAtEnd()
    {
        Check(FaultyCall.ResetAtEnd);
        ResetAtEnd();
    }

    int ITransport.Send(ReadOnlySpan<byte> bytes, out IoStatus status)
    {
        Check(FaultyCall.Send);
        return Send(bytes, out status);
    }

    int ITransport.Receive(Span<byte> space, out IoStatus status)
    {
        Check(FaultyCall.Receive);
        return Receive(space, out status);
    }

    void ITransport.ShutdownSend()
    {
        Check(FaultyCall.ShutdownSend);
        ShutdownSend();
    }

    private void Check(FaultyCall call)
    {
        if (call == faulty)
        {
            throw new ArgumentException($"{call} of a socket that was reset");
        }
    }
}
