using System.Net.Sockets;
using System.Text;
using LoadTests.Checking;
using LoadTests.Sentences;
using Protocol.Framing;
using Protocol.Messages;

namespace LoadTests.Clients;

/// <summary>
/// One connection at the lowest possible cost. One receive is always pending, with its own buffer.
/// Sends are plain and non-blocking. A message allocates nothing. All calls run under the lock of
/// the <see cref="Swarm"/>.
/// </summary>
internal sealed class LoadClient : ILoadClient
{
    /// <summary>Initial bytes of a receive buffer: a few dozen short messages.</summary>
    private const int BufferBytes = 4 * 1024;

    private readonly Swarm _swarm;
    private readonly ILoadDialect _dialect;
    private readonly SocketAsyncEventArgs _receive = new();
    private Socket? _socket;
    private DialectMemory _memory;
    private byte[] _buffer = [];
    private int _filled;
    private byte[] _tail = [];
    private int _tailBytes;
    private ulong _pastLeft;
    private bool _isOpen;
    private bool _hasEnded;

    public LoadClient(Swarm swarm, ILoadDialect dialect, string name, Listener listener)
    {
        (_swarm, _dialect) = (swarm, dialect);
        Name = Encoding.ASCII.GetBytes(name);
        Listener = listener;
        _receive.Completed += (_, _) => Completed();
    }

    public byte[] Name { get; }

    public Listener Listener { get; }

    /// <summary>The rooms that it enters.</summary>
    public IReadOnlyList<byte[]> Rooms { get; init; } = [];

    /// <summary>Bytes of the kernel's receive buffer; 0 leaves it to the system.</summary>
    public int ReceiveBufferBytes { get; init; }

    /// <summary>
    /// Receives all events after the login. Null: lines from the history are skipped.
    /// </summary>
    public IAnswerListener? Answers { get; init; }

    public bool HasArrived { get; private set; }

    /// <summary>
    /// Set before the server closes the connection on request, or as expected. The end of the
    /// connection is then no error.
    /// </summary>
    public bool MayDisconnect { get; set; }

    /// <summary>Set to stop reading permanently.</summary>
    public bool HasStoppedReading { get; set; }

    public bool IsOpen => _isOpen && !_hasEnded;

    public bool HasEnded => _hasEnded;

    /// <summary>Bytes that the kernel has not taken yet.</summary>
    public int Waiting => _tailBytes;

    public void Begin()
    {
        try
        {
            _socket = new Socket(
                _swarm.Server.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
            };
        }
        catch (SocketException e)
        {
            // Usually the process has no free descriptor. The run has to report this error.
            End(Explain(e.SocketErrorCode));
            return;
        }

        if (ReceiveBufferBytes > 0)
        {
            _socket.ReceiveBufferSize = ReceiveBufferBytes;
        }

        _receive.RemoteEndPoint = _swarm.Server;
        if (!_socket.ConnectAsync(_receive))
        {
            Completed();
        }
    }

    public void SendToRoom(byte[] room, ReadOnlySpan<byte> text)
    {
        var writer = new ByteWriter(_swarm.Scratch);
        _dialect.WriteMessage(ref writer, ref _memory, room, text);
        Send(_swarm.Scratch.AsSpan(0, writer.Written));
    }

    public void SendPrivate(byte[] name, ReadOnlySpan<byte> text)
    {
        var writer = new ByteWriter(_swarm.Scratch);
        _dialect.WritePrivateMessage(ref writer, name, text);
        Send(_swarm.Scratch.AsSpan(0, writer.Written));
    }

    public void Quit()
    {
        MayDisconnect = true;
        var writer = new ByteWriter(_swarm.Scratch);
        _dialect.WriteQuit(ref writer);
        Send(_swarm.Scratch.AsSpan(0, writer.Written));
    }

    /// <summary>Sends encoded requests.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (!IsOpen)
        {
            return;
        }

        int sent = _tailBytes > 0 ? 0 : TrySend(bytes);
        if (sent == bytes.Length)
        {
            return;
        }

        if (_tailBytes == 0)
        {
            _swarm.AddTail(this);
        }

        int rest = bytes.Length - sent;
        if (_tail.Length < _tailBytes + rest)
        {
            Array.Resize(ref _tail, Math.Max(4096, 2 * (_tailBytes + rest)));
        }

        bytes[sent..].CopyTo(_tail.AsSpan(_tailBytes));
        _tailBytes += rest;
    }

    /// <returns>True when no bytes are left.</returns>
    public bool SendTail()
    {
        if (!IsOpen || _tailBytes == 0)
        {
            _tailBytes = 0;
            return true;
        }

        int sent = TrySend(_tail.AsSpan(0, _tailBytes));
        _tail.AsSpan(sent, _tailBytes - sent).CopyTo(_tail);
        _tailBytes -= sent;
        return _tailBytes == 0;
    }

    public void Dispose()
    {
        lock (_swarm.Gate)
        {
            MayDisconnect = true;
            End(null);
        }
    }

    private int TrySend(ReadOnlySpan<byte> bytes)
    {
        int sent = _socket!.Send(bytes, SocketFlags.None, out SocketError error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            // Input from before the end may still be unread, so the receive reports the end.
            return bytes.Length;
        }

        return error == SocketError.WouldBlock ? 0 : sent;
    }

    /// <summary>
    /// A connect or a receive has completed. Continues until a receive is pending.
    /// </summary>
    private void Completed()
    {
        lock (_swarm.Gate)
        {
            do
            {
                if (_hasEnded || !Take())
                {
                    return;
                }
            }
            while (!_socket!.ReceiveAsync(_receive));
        }
    }

    /// <returns>True when the next receive may start.</returns>
    private bool Take()
    {
        if (_receive.SocketError != SocketError.Success)
        {
            End(Explain(_receive.SocketError));
            return false;
        }

        if (!_isOpen)
        {
            Open();
        }
        else if (_receive.BytesTransferred == 0)
        {
            End(ErrorSentences.ClosedByServer);
        }
        else
        {
            _filled += _receive.BytesTransferred;
            Decode();
        }

        if (_hasEnded || HasStoppedReading)
        {
            return false;
        }

        if (_filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        _receive.SetBuffer(_buffer, _filled, _buffer.Length - _filled);
        return true;
    }

    private void Open()
    {
        _isOpen = true;
        _socket!.Blocking = false;
        _buffer = new byte[BufferBytes];
        _swarm.Opened();
        var writer = new ByteWriter(_swarm.Scratch);
        _dialect.WriteOpening(ref writer, ref _memory, Name, Rooms);
        Send(_swarm.Scratch.AsSpan(0, writer.Written));
    }

    private void Decode()
    {
        int at = 0;
        while (!_hasEnded)
        {
            DecodeStatus status = _dialect.Read(
                ref _memory,
                _buffer.AsSpan(at, _filled - at),
                out int used,
                out int left,
                out ServerEvent e);
            _filled = at + left;
            at += used;
            if (status == DecodeStatus.Item)
            {
                Dispatch(e);
            }
            else if (status == DecodeStatus.Malformed)
            {
                End(ErrorSentences.Malformed);
            }
            else if (status == DecodeStatus.NeedMore)
            {
                break;
            }
        }

        _buffer.AsSpan(at, _filled - at).CopyTo(_buffer);
        _filled -= at;
    }

    private void Dispatch(in ServerEvent e)
    {
        if (HasArrived)
        {
            Answers?.Answered(e);
        }

        if (e.Kind == EventKind.Past)
        {
            _pastLeft = e.Count;
        }
        else if (e.InPast)
        {
            return;
        }
        else if (_pastLeft > 0)
        {
            _pastLeft--;
        }
        else if (!HasArrived && _dialect.IsReady(e))
        {
            HasArrived = true;
            _swarm.Listener.Arrived(this);
        }
        else
        {
            _swarm.Listener.Received(this, e);
        }
    }

    private string Explain(SocketError error) => error switch
    {
        SocketError.TooManyOpenSockets => ErrorSentences.NoDescriptor,
        SocketError.AddressNotAvailable => ErrorSentences.NoLocalPort,
        _ => _isOpen ? $"{error}" : ErrorSentences.CannotConnect($"{error}"),
    };

    private void End(string? fault)
    {
        if (_hasEnded)
        {
            return;
        }

        _hasEnded = true;
        if (_isOpen)
        {
            _swarm.Closed();
        }

        _socket?.Dispose();
        _receive.Dispose();
        _swarm.Listener.Ended(this, MayDisconnect ? null : fault);
    }
}
