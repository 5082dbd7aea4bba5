using System.Net.Sockets;
using EventLoopServer.Connections;

namespace LoadTests.Micro;

/// <summary>A peer that takes everything at once and only counts it.</summary>
internal sealed class MicroWire(MicroPoller poller) : IWire
{
    private ReadOnlyMemory<byte> _inbound;

    public string Peer => "nobody";

    public bool IsLocal => true;

    public Socket Socket => throw new NotSupportedException("There is no socket here.");

    /// <summary>The server's number for it, once it watches it.</summary>
    public int Slot { get; set; } = -1;

    public long SentBytes { get; private set; }

    /// <summary>The peer writes: the next turn finds it.</summary>
    public void Write(ReadOnlyMemory<byte> bytes)
    {
        _inbound = bytes;
        poller.Add(this);
    }

    public int Send(ReadOnlySpan<byte> bytes, out WireStatus status)
    {
        SentBytes += bytes.Length;
        status = WireStatus.Done;
        return bytes.Length;
    }

    public int Send(IList<ArraySegment<byte>> segments, out WireStatus status)
    {
        int sent = 0;
        for (int i = 0; i < segments.Count; i++)
        {
            sent += segments[i].Count;
        }

        SentBytes += sent;
        status = WireStatus.Done;
        return sent;
    }

    public int Receive(Span<byte> space, out WireStatus status)
    {
        int taken = Math.Min(space.Length, _inbound.Length);
        _inbound.Span[..taken].CopyTo(space);
        _inbound = _inbound[taken..];
        status = taken > 0 ? WireStatus.Done : WireStatus.WouldBlock;
        return taken;
    }

    public bool ReceiveAsync(ReceiveOperation operation)
    {
        int bytes = Receive(operation.Slice.Span[..operation.Count], out WireStatus status);
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
