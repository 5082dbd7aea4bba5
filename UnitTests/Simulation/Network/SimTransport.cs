using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using EventLoopServer.Transport;

namespace UnitTests.Simulation.Network;

/// <summary>
/// The server's end of a simulated connection. The test has the other end: its bytes are received
/// in pieces of a size that the test chooses, and sent bytes are taken as far as the window allows.
/// </summary>
internal class SimTransport(string peer, SimNetwork network) : ITransport
{
    private readonly List<byte> _inbound = [];
    private readonly List<byte> _outbound = [];
    private readonly List<byte[]> _sends = [];
    private ReceiveOperation? _pending;
    private int _turnsUnderWay;
    private bool _inboundEnded;
    private bool _reset;

    public string Peer { get; } = peer;

    public IPAddress? Address { get; set; }

    /// <summary>The peer is remote unless a test sets this.</summary>
    public bool IsLocal { get; set; }

    public Socket Socket => throw new NotSupportedException("A simulated wire has no socket.");

    /// <summary>The bytes that the peer's side takes before it blocks.</summary>
    public long Window { get; set; } = long.MaxValue;

    /// <summary>The maximum number of bytes for one receive.</summary>
    public int ReadPiece { get; set; } = int.MaxValue;

    /// <summary>The filter between it and its session; null for the network's choice.</summary>
    public ITransportFilter? Filter { get; set; }

    /// <summary>The next SAEA receive pends even if bytes are available.</summary>
    public bool PendNext
    {
        get => PendTurns > 0;
        set => PendTurns = value ? 1 : 0;
    }

    /// <summary>The minimum number of turns that the next operation is pending.</summary>
    public int PendTurns { get; set; }

    /// <summary>The number of turns after the close until a pending operation completes.</summary>
    public int ReturnTurns { get; init; }

    public bool IsDisposed { get; private set; }

    /// <summary>The server has shut down its sending side, or has closed.</summary>
    public bool IsShut { get; private set; }

    /// <summary>The server's close was, or would be, a reset.</summary>
    public bool EndsWithReset { get; private set; }

    /// <summary>The server has closed its side in order: the peer reads an end of stream.</summary>
    public bool EndedInOrder { get; private set; }

    /// <summary>Called before each send.</summary>
    public Action? Sending { get; set; }

    /// <summary>Sends that took at least one byte, since the test reset the count.</summary>
    public int Sends { get; set; }

    public bool IsReadable => !IsDisposed && (_reset || _inboundEnded || _inbound.Count > 0);

    public bool IsWritable => _reset || Window > 0;

    /// <summary>The bytes that the server has not read yet.</summary>
    public int Unread => _inbound.Count;

    /// <summary>The peer has bytes to read.</summary>
    public bool HasOutbound => _outbound.Count > 0;

    /// <summary>The arrival order of the first unread byte.</summary>
    public long Arrival { get; private set; }

    /// <summary>Sends bytes from the peer.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Arrive();
        _inbound.AddRange(bytes);
        CompletePending();
    }

    /// <summary>Closes the peer's sending side.</summary>
    public void End()
    {
        Arrive();
        _inboundEnded = true;
        CompletePending();
    }

    /// <summary>Resets the connection from the peer.</summary>
    public void Reset()
    {
        Arrive();
        _reset = true;
        _inbound.Clear();
        CompletePending();
    }

    /// <summary>Reads all pending bytes at the peer.</summary>
    public byte[] TakeOutbound()
    {
        byte[] all = [.. _outbound];
        _outbound.Clear();
        _sends.Clear();
        return all;
    }

    /// <summary>The same, one string for each send: bytes sent together arrive together.</summary>
    public List<string> TakeSends()
    {
        List<string> all = [.. _sends.Select(Encoding.UTF8.GetString)];
        TakeOutbound();
        return all;
    }

    public int Send(ReadOnlySpan<byte> bytes, out IoStatus status)
    {
        network.Watch?.Sends(this, bytes.Length);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (_reset)
        {
            status = IoStatus.Gone;
            return 0;
        }

        Sending?.Invoke();
        int taken = (int)Math.Min(bytes.Length, Window);
        Window -= Window == long.MaxValue ? 0 : taken;
        _outbound.AddRange(bytes[..taken]);
        Sends++;
        if (taken > 0)
        {
            _sends.Add(bytes[..taken].ToArray());
            network.Watch?.Took(this, bytes[..taken]);
        }

        status = taken > 0 ? IoStatus.Done : IoStatus.WouldBlock;
        return taken;
    }

    public virtual int Send(IList<ArraySegment<byte>> segments, out IoStatus status)
    {
        byte[] all = new byte[segments.Sum(static s => s.Count)];
        int at = 0;
        foreach (ArraySegment<byte> segment in segments)
        {
            segment.AsSpan().CopyTo(all.AsSpan(at));
            at += segment.Count;
        }

        return Send(all, out status);
    }

    public int Receive(Span<byte> space, out IoStatus status)
    {
        network.Watch?.Receives(this, space);
        return Read(space, out status);
    }

    public virtual bool ReceiveAsync(ReceiveOperation operation)
    {
        network.Watch?.Begins(this, operation);
        if (PendTurns > 0 || !IsReadable)
        {
            _turnsUnderWay = PendTurns;
            PendTurns = 0;
            _pending = operation;
            network.AfterTurn(Continue);
            return true;
        }

        Complete(operation);
        network.Watch?.Ended(operation);
        return false;
    }

    public void ResetAtEnd() => EndsWithReset = true;

    public void ShutdownSend()
    {
        network.Watch?.Shuts(this);
        EndedInOrder = !IsShut;
        IsShut = true;
    }

    public void Dispose()
    {
        network.Watch?.Closes(this);
        IsDisposed = true;
        IsShut = true;
        _turnsUnderWay = ReturnTurns;
        CompletePending();
    }

    /// <summary>Completes a pending operation.</summary>
    protected void Return(ReceiveOperation operation)
    {
        if (IsDisposed)
        {
            operation.Complete(0, IoStatus.Gone);
        }
        else
        {
            Complete(operation);
        }

        operation.PostCompleted();
    }

    private int Read(Span<byte> space, out IoStatus status)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (_reset)
        {
            status = IoStatus.Gone;
            return 0;
        }

        int taken = Math.Min(Math.Min(space.Length, ReadPiece), _inbound.Count);
        CollectionsMarshal.AsSpan(_inbound)[..taken].CopyTo(space);
        _inbound.RemoveRange(0, taken);
        status = taken > 0 || _inboundEnded ? IoStatus.Done : IoStatus.WouldBlock;
        return taken;
    }

    private void Arrive() => Arrival = IsReadable ? Arrival : network.NextArrival();

    /// <summary>Runs at the end of a turn, while the operation is pending.</summary>
    private void Continue()
    {
        if (_pending is not null)
        {
            _turnsUnderWay--;
            network.AfterTurn(Continue);
            CompletePending();
        }
    }

    private void CompletePending()
    {
        if (_turnsUnderWay <= 0
            && _pending is { } operation
            && (IsDisposed || IsReadable))
        {
            _pending = null;
            network.Watch?.Ended(operation);
            Return(operation);
        }
    }

    private void Complete(ReceiveOperation operation)
    {
        int bytes = Read(operation.Slice.Span[..operation.Count], out IoStatus status);
        operation.Complete(bytes, status);
    }
}
