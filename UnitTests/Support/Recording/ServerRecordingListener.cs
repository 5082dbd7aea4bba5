using System.Net.Sockets;
using EventLoopServer.Transport;

namespace UnitTests.Support.Recording;

/// <summary>Records the calls on a listener and on the transports that it accepts.</summary>
internal sealed class ServerRecordingListener(IListener inner, ServerThreadRecord record)
    : IListener
{
    public Socket Socket => inner.Socket;

    public string Address => inner.Address;

    public int Port => inner.Port;

    public AcceptStatus TryAccept(out ITransport? transport, out string error)
    {
        record.Add();
        AcceptStatus status = inner.TryAccept(out transport, out error);
        transport = transport is null ? null : new ServerRecordingTransport(transport, record);
        return status;
    }

    public void Dispose()
    {
        record.Add();
        inner.Dispose();
    }
}
