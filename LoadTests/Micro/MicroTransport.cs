using System.Net.Sockets;
using EventLoopServer.Transport;

namespace LoadTests.Micro;

/// <summary>A transport whose peer accepts all bytes at once and only counts them.</summary>
internal sealed class MicroTransport(MicroPoller poller) : ITransport
{
    private ReadOnlyMemory<byte> _inbound;

    public string Peer => "nobody";

    public bool IsLocal => true;

    public Socket Socket => throw new NotSupportedException("There is no socket here.");

    /// <summary>
    /// The transport's slot in the server. -1 before the poller watches the transport.
    /// </summary>
    public int Slot { get; set; } = -1;

    public long SentBytes { get; private set; }

    /// <summary>Makes the peer send bytes, which the server receives in the next turn.</summary>
    public void Write(ReadOnlyMemory<byte> bytes)
    {
        _inbound = bytes;
        poller.Add(this);
    }

    public int Send(ReadOnlySpan<byte> bytes, out IoStatus status)
    {
        SentBytes += bytes.Length;
        status = IoStatus.Done;
        return bytes.Length;
    }

    public int Send(IList<ArraySegment<byte>> segments, out IoStatus status)
    {
        int sent = 0;
        for (int i = 0; i < segments.Count; i++)
        {
            sent += segments[i].Count;
        }

        SentBytes += sent;
        status = IoStatus.Done;
        return sent;
    }

    public int Receive(Span<byte> space, out IoStatus status)
    {
        int taken = Math.Min(space.Length, _inbound.Length);
        _inbound.Span[..taken].CopyTo(space);
        _inbound = _inbound[taken..];
        status = taken > 0 ? IoStatus.Done : IoStatus.WouldBlock;
        return taken;
    }

    public bool ReceiveAsync(ReceiveOperation operation)
    {
        int bytes = Receive(operation.Slice.Span[..operation.Count], out IoStatus status);
        operation.Complete(bytes, status);
        return false;
    }

    public void ResetAtEnd()
    {
    }

    public void ShutdownSend()
    {
    }

    public void Dispose()
    {
    }
}
