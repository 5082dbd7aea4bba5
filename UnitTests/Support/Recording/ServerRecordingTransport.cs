using System.Net;
using System.Net.Sockets;
using EventLoopServer.Transport;

namespace UnitTests.Support.Recording;

/// <summary>A transport whose calls are recorded.</summary>
internal sealed class ServerRecordingTransport(
    ITransport inner, ServerThreadRecord record) : ITransport
{
    public Socket Socket => inner.Socket;

    public string Peer => inner.Peer;

    public IPAddress? Address => inner.Address;

    public bool IsLocal => inner.IsLocal;

    public int Send(ReadOnlySpan<byte> bytes, out IoStatus status)
    {
        record.Add();
        return inner.Send(bytes, out status);
    }

    public int Send(IList<ArraySegment<byte>> segments, out IoStatus status)
    {
        record.Add();
        return inner.Send(segments, out status);
    }

    public int Receive(Span<byte> space, out IoStatus status)
    {
        record.Add();
        return inner.Receive(space, out status);
    }

    public bool ReceiveAsync(ReceiveOperation operation)
    {
        record.Add();
        return inner.ReceiveAsync(operation);
    }

    public void ResetAtEnd()
    {
        record.Add();
        inner.ResetAtEnd();
    }

    public void ShutdownSend()
    {
        record.Add();
        inner.ShutdownSend();
    }

    public void Dispose()
    {
        record.Add();
        inner.Dispose();
    }
}
