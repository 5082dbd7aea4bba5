using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// TLS between a transport and a session. SslStream encrypts over a <see cref="TlsPipe"/>. It
/// continues only inside calls from this class, so all its work is on the reactor thread. That
/// thread must have no synchronization context, because SslStream would post its steps to that
/// context.
/// </summary>
internal sealed class TlsFilter : ITransportFilter, IDisposable
{
    /// <summary>
    /// The most plain bytes that wait for the end of the handshake. They are a greeting and a
    /// goodbye text.
    /// </summary>
    private const int EarlyBytes = 1024;

    /// <summary>The most bytes of text in one record. RFC 8446, 5.1.</summary>
    private const int RecordBytes = 16 * 1024;

    /// <summary>
    /// Bytes by which a record may be longer than its text. In the worst suite of TLS 1.2, header,
    /// vector, authentication code and padding have 85 bytes.
    /// </summary>
    private const int OverheadBytes = 100;

    /// <summary>
    /// Records without text that a client may send after its handshake, such as requests for new
    /// keys. OpenSSL answers each request at once. This takes 15 µs of work, and 27 bytes that
    /// OpenSSL keeps until output is sent to the client (OpenSSL 3.0, two cores). A real client
    /// requests new keys after millions of records. OpenSSL itself accepts 32 empty records in a
    /// row.
    /// </summary>
    private const int MaxSilentRecords = 256;

    /// <summary>
    /// Records of one client that are decrypted in a turn. Each takes 2 to 3 µs, however short it
    /// is. The others wait for the next turn, and nothing more is read before that.
    /// </summary>
    private const int RecordsPerTurn = 32;

    private readonly Connection _connection;
    private readonly TlsServer _server;
    private readonly TlsPipe _pipe;
    private readonly TlsDeadline _deadline;
    private readonly TlsHandshake _handshake;
    private readonly List<byte> _early = [];
    private SslStream? _ssl;
    private ValueTask<int> _arrival;
    private bool _isWaiting;
    private bool _isSecure;
    private bool _hasFailed;
    private TlsAlert _fault;
    private bool _saidEnd;
    private long _silentRecords;
    private long _passed;

    public TlsFilter(Connection connection, TlsServer server)
    {
        (_connection, _server) = (connection, server);
        _pipe = new TlsPipe(connection, server);
        _deadline = new TlsDeadline(connection, server, this);
        _handshake = new TlsHandshake(_pipe, server, Evict);
    }

    public bool HasMore { get; private set; }

    public bool HasEnded { get; private set; }

    public bool IsOpening => !_isSecure;

    public bool IsWaiting => _handshake.IsWaiting;

    public long Records => _pipe.Records.Taken;

    /// <summary>Keeps a peer's first bytes. They are decoded in the next turn.</summary>
    public void Begin(ReadOnlySpan<byte> first)
    {
        _fault = _pipe.TryAppend(first);
        _pipe.Note();
        HasMore = true;
        _deadline.Start();
    }

    public int Decode(ReadOnlySpan<byte> wireBytes, Span<byte> plain, RingBuffer ring)
    {
        HasMore = false;
        if (HasEnded || _hasFailed)
        {
            return 0;
        }

        try
        {
            long records = _pipe.Records.Records;
            if (_fault == TlsAlert.None)
            {
                _fault = _pipe.TryAppend(wireBytes);
            }

            _deadline.Watch(_pipe.Records.HasPart, _pipe.Records.Records != records);
            if (_fault == TlsAlert.None && !_isSecure)
            {
                ShakeHands();
            }

            int given = _fault == TlsAlert.None && _isSecure ? Read(plain) : 0;
            TearIfOverflowed();
            return _fault == TlsAlert.None ? given : Refuse();
        }
        catch (Exception fault) when (PlatformFault.Is(fault))
        {
            return Fail(fault.InnerException?.Message ?? fault.Message);
        }
        finally
        {
            // The memory is reported only now, because records that could be read are no longer
            // held.
            _pipe.Note();
        }
    }

    public bool TryEncode(ReadOnlySpan<byte> plain, RingBuffer ring)
    {
        if (_hasFailed || _saidEnd)
        {
            // The peer could not decode any further output.
            return true;
        }

        if (!_isSecure)
        {
            bool fits = _early.Count + plain.Length <= EarlyBytes;
            _early.AddRange(fits ? plain : default);
            return fits;
        }

        int records = (plain.Length / RecordBytes) + 1;
        int room = _connection.IsOpen ? ring.Free : ring.FreeForGoodbye;
        if (plain.Length + (records * OverheadBytes) > room)
        {
            return false;
        }

        try
        {
            _ssl!.Write(plain);
        }
        catch (Exception fault) when (PlatformFault.Is(fault))
        {
            // Bytes from the client have broken SslStream's state. This affects only this client.
            Fail(fault.Message);
            return true;
        }

        return !TearIfOverflowed();
    }

    public bool TryFinish(RingBuffer ring)
    {
        if (!_isSecure || _hasFailed || _saidEnd)
        {
            return false;
        }

        _saidEnd = true;
        try
        {
            // This is an alert of a few bytes, which is written in the call.
            _ssl!.ShutdownAsync().GetAwaiter().GetResult();
        }
        catch (Exception fault) when (PlatformFault.Is(fault))
        {
            return false;
        }

        return ring.Count > 0;
    }

    public void Release() => Dispose();

    public void Dispose()
    {
        _server.Timers.Cancel(_deadline);
        GiveUp();
        _pipe.Dispose();
    }

    /// <summary>
    /// Frees the TLS library's memory at once. The connection itself remains for seconds, until the
    /// sent bytes have arrived. Later output is dropped.
    /// </summary>
    public void GiveUp()
    {
        _hasFailed = true;
        _pipe.Finish();
        try
        {
            _handshake.GiveUp();
            if (_isWaiting)
            {
                _arrival.GetAwaiter().GetResult();
            }
        }
        catch (Exception fault) when (PlatformFault.Is(fault))
        {
            // The handshake or the read was ended early. The reason is logged elsewhere.
        }

        _isWaiting = false;
        EndStream();
    }

    /// <summary>
    /// Closes the connection, because too many handshakes are unfinished and this one is the
    /// oldest.
    /// </summary>
    private void Evict()
    {
        GiveUp();
        _server.CloseQueue.RequestClose(_connection, CloseReason.TooManyHandshakes);
    }

    private void ShakeHands()
    {
        _fault = _handshake.Continue();
        if (!_handshake.IsDone)
        {
            return;
        }

        _ssl = _handshake.Stream;
        _isSecure = true;
        _pipe.BelongTo(_server.SecureParts);
        _passed = _pipe.Records.Taken;
        _server.Stats.TlsHandshakes++;
        if (_early.Count > 0)
        {
            _ssl!.Write([.. _early]);
            _early.Clear();
        }
    }

    /// <summary>
    /// Admits the next records for SslStream. Only encrypted text and alerts are allowed. TLS 1.3
    /// has no other kind here. In TLS 1.2, a handshake record would begin a new handshake.
    /// </summary>
    private void Admit()
    {
        for (int i = 0; i < RecordsPerTurn && _pipe.Records.HasNext; i++)
        {
            if (_pipe.Records.NextKind is not (TlsRecord.ApplicationText or TlsRecord.Alert))
            {
                _fault = TlsAlert.UnexpectedMessage;
                return;
            }

            _pipe.Records.Admit();
        }
    }

    [SuppressMessage(
        "Reliability",
        "CA2012:Use ValueTasks correctly",
        Justification = "It is looked at from call to call and its result taken once.")]
    private int Read(Span<byte> plain)
    {
        Admit();
        int given = 0;
        while (given < plain.Length && _fault == TlsAlert.None)
        {
            if (!_isWaiting)
            {
                // A read of no bytes waits without a buffer, and leaves the bytes in the stream.
                _arrival = _ssl!.ReadAsync(Memory<byte>.Empty);
                _isWaiting = true;
            }

            _pipe.Pump();
            CountSilent(_arrival.IsCompleted);
            if (_silentRecords > MaxSilentRecords)
            {
                return Fail(LogKindSentences.TlsSilentRecords);
            }

            if (!_arrival.IsCompleted)
            {
                HasMore = _pipe.Records.HasNext;
                return given;
            }

            _isWaiting = false;
            _arrival.GetAwaiter().GetResult();
            int most = Math.Min(plain.Length - given, _server.Plain.Length);
            int bytes = ResultOf(_ssl!.ReadAsync(_server.Plain.AsMemory(0, most)));
            if (bytes == 0)
            {
                HasEnded = true;
                return given;
            }

            _server.Plain.AsSpan(0, bytes).CopyTo(plain[given..]);
            given += bytes;
        }

        // There may be more bytes. The next call finds out.
        HasMore = true;
        return given;
    }

    /// <summary>
    /// Counts records without text. Of the records taken since the last call, at most the last has
    /// text.
    /// </summary>
    private void CountSilent(bool hasText)
    {
        long passed = _pipe.Records.Taken - _passed;
        _passed = _pipe.Records.Taken;
        _silentRecords += passed - (hasText && passed > 0 ? 1 : 0);
    }

    private static int ResultOf(ValueTask<int> reading) => reading.IsCompleted
        ? reading.GetAwaiter().GetResult()
        : throw new InvalidOperationException("What has come is not there.");

    /// <summary>
    /// Aborts the connection when a record did not fit into the ring, or only half of it did.
    /// Either SslStream itself made the record, or the slab had no slice although the ring had
    /// room.
    /// </summary>
    private bool TearIfOverflowed()
    {
        if (_pipe.HasOverflowed)
        {
            _server.CloseQueue.Abort(_connection, CloseReason.TooSlow);
        }

        return _pipe.HasOverflowed;
    }

    /// <summary>Refuses invalid records. SslStream has not received them.</summary>
    private int Refuse()
    {
        if (_handshake.Stream is null)
        {
            // Nothing is encrypted yet, so the peer can read the alert.
            _connection.Ring.TryWrite(TlsRecord.FatalAlert(_fault));
        }

        return Fail(_fault switch
        {
            TlsAlert.DecodeError => LogKindSentences.TlsBadLength,
            TlsAlert.RecordOverflow => LogKindSentences.TlsLongRecord,
            _ => LogKindSentences.TlsWrongPlace,
        });
    }

    private int Fail(string why)
    {
        _server.Stats.TlsFaults++;
        Log.TlsFailed(_server.Log, _connection.Label, why);
        GiveUp();
        _server.CloseQueue.RequestClose(_connection, CloseReason.TlsFailed);
        return -1;
    }

    private void EndStream()
    {
        try
        {
            _handshake.Stream?.Dispose();
        }
        catch (Exception fault) when (PlatformFault.Is(fault))
        {
            // Memory of the library may be lost. The connection ends nevertheless.
        }
    }
}
