using System.Net;
using System.Net.Sockets;
using System.Text;
using EventLoopServer.Transport;

namespace UnitTests.Simulation.Network;

/// <summary>
/// One end of a simulated connection: the server's. The test holds the other end: what it writes is
/// read here in pieces as large as the test allows, and what is sent is taken as far as the window
/// goes.
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

    /// <summary>It comes from far away unless a test says otherwise.</summary>
    public bool IsLocal { get; set; }

    public Socket Socket => throw new NotSupportedException("A simulated wire has no socket.");

    /// <summary>Bytes that the peer's side takes before it blocks.</summary>
    public long Window { get; set; } = long.MaxValue;

    /// <summary>Bytes handed to one receive at most.</summary>
    public int ReadPiece { get; set; } = int.MaxValue;

    /// <summary>What stands between it and its session; null: what the network says.</summary>
    public ITransportFilter? Filter { get; set; }

    /// <summary>The next SAEA receive pends although there is something to read.</summary>
    public bool PendNext
    {
        get => PendTurns > 0;
        set => PendTurns = value ? 1 : 0;
    }

    /// <summary>So many turns it is under way at least, once.</summary>
    public int PendTurns { get; set; }

    /// <summary>So many turns after the wire was closed an operation comes back.</summary>
    public int ReturnTurns { get; init; }

    public bool IsDisposed { get; private set; }

    /// <summary>The server has said that nothing more comes, or has closed.</summary>
    public bool IsShut { get; private set; }

    /// <summary>The server's end of it was, or would be, a reset.</summary>
    public bool EndsWithReset { get; private set; }

    /// <summary>The server has ended its side in order: the peer reads an end.</summary>
    public bool EndedInOrder { get; private set; }

    /// <summary>Called before each send.</summary>
    public Action? Sending { get; set; }

    /// <summary>Sends that took something, since the test last looked.</summary>
    public int Sends { get; set; }

    public bool IsReadable => !IsDisposed && (_reset || _inboundEnded || _inbound.Count > 0);

    public bool IsWritable => _reset || Window > 0;

    /// <summary>Bytes that the server has not read yet.</summary>
    public int Unread => _inbound.Count;

    /// <summary>The peer has something to read.</summary>
    public bool HasOutbound => _outbound.Count > 0;

    /// <summary>The turn-order number of the first unread byte.</summary>
    public long Arrival { get; private set; }

    /// <summary>The peer writes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Arrive();
        _inbound.AddRange(bytes);
        CompletePending();
    }

    /// <summary>The peer closes its side.</summary>
    public void End()
    {
        Arrive();
        _inboundEnded = true;
        CompletePending();
    }

    /// <summary>The peer vanishes.</summary>
    public void Reset()
    {
        Arrive();
        _reset = true;
        _inbound.Clear();
        CompletePending();
    }

    /// <summary>The peer reads all that is there.</summary>
    public byte[] TakeOutbound()
    {
        byte[] all = [.. _outbound];
        _outbound.Clear();
        _sends.Clear();
        return all;
    }

    /// <summary>
    /// The same, one string for each send: what leaves together arrives together.
    /// </summary>
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
        byte[] all = [.. segments.SelectMany(static s => s)];
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
            network.AfterTurn(GoOn);
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

    /// <summary>Hands a pended operation back.</summary>
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
        for (int i = 0; i < taken; i++)
        {
            space[i] = _inbound[i];
        }

        _inbound.RemoveRange(0, taken);
        status = taken > 0 || _inboundEnded ? IoStatus.Done : IoStatus.WouldBlock;
        return taken;
    }

    private void Arrive() => Arrival = IsReadable ? Arrival : network.NextArrival();

    /// <summary>The turn ends, and the operation is still under way.</summary>
    private void GoOn()
    {
        if (_pending is not null)
        {
            _turnsUnderWay--;
            network.AfterTurn(GoOn);
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
