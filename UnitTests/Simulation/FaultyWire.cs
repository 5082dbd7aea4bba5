using System.Net;
using EventLoopServer.Connections;

namespace UnitTests.Simulation;

/// <summary>An accepted socket on which one kind of call throws what no socket should.</summary>
internal sealed class FaultyWire(string peer, SimNetwork network, FaultyCall faulty)
    : SimWire(peer, network), IWire
{
    string IWire.Peer
    {
        get
        {
            Check(FaultyCall.Peer);
            return Peer;
        }
    }

    IPAddress? IWire.Address
    {
        get
        {
            Check(FaultyCall.Address);
            return Address;
        }
    }

    void IWire.ResetAtEnd()
    {
        Check(FaultyCall.ResetAtEnd);
        ResetAtEnd();
    }

    int IWire.Send(ReadOnlySpan<byte> bytes, out WireStatus status)
    {
        Check(FaultyCall.Send);
        return Send(bytes, out status);
    }

    int IWire.Receive(Span<byte> space, out WireStatus status)
    {
        Check(FaultyCall.Receive);
        return Receive(space, out status);
    }

    void IWire.ShutdownSend()
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
