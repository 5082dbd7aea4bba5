using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using EventLoopServer.Buffers;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// TLS between a transport and a session. SslStream encrypts over a <see cref="TlsPipe"/>. It
/// continues only inside a call from this class, so all of it happens on the reactor's thread. That
/// thread must have no synchronization context, because SslStream's steps would go through it.
/// </summary>
internal sealed class TlsFilter : ITransportFilter, IDisposable
{
    /// <summary>
    /// Plain bytes that may wait for the end of the handshake: a greeting and a goodbye text.
    /// </summary>
    private const int EarlyBytes = 1024;

    /// <summary>The most bytes of text in one record. RFC 8446, 5.1.</summary>
    private const int RecordBytes = 16 * 1024;

    /// <summary>
    /// Bytes by which a record may be longer than its text: header, vector, authentication code and
    /// padding of the worst suite of TLS 1.2 come to 85.
    /// </summary>
    private const int OverheadBytes = 100;

    /// <summary>
    /// Records without text that a client may send after its handshake. OpenSSL answers each
    /// request for new keys at once, with 15 µs of work and 27 bytes that it keeps until output is
    /// sent to the client (OpenSSL 3.0, two cores). A client requests new keys after millions of
    /// records. OpenSSL itself accepts 32 empty records in a row.
    /// </summary>
    private const int MaxSilentRecords = 256;

    /// <summary>
    /// Records of one client that are decrypted in a turn: 2 to 3 µs each, however short. The
    /// others wait for the next turn, and nothing more is read before.
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

    /// <summary>Keeps a peer's first bytes, which are decoded in the next turn.</summary>
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
            // Only now: records that were whole and could be read are not held any more.
            _pipe.Note();
        }
    }

    public bool TryEncode(ReadOnlySpan<byte> plain, RingBuffer ring)
    {
        if (_hasFailed || _saidEnd)
        {
            // The peer could not understand any further output.
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
            // SslStream's state is broken by what it has read: this affects only this client.
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
            // An alert of a few bytes, written in the call.
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
    /// Returns the library's memory at once, because the connection itself remains for seconds
    /// until the sent bytes have arrived. Later output is dropped.
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
            // It ended where it was. The reason has been logged.
        }

        _isWaiting = false;
        EndStream();
    }

    /// <summary>
    /// Closes the connection: too many handshakes are unfinished, and this is the oldest.
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
    /// Admits the next records for SslStream: encrypted text, and alerts. No other kind is allowed:
    /// TLS 1.3 has no other, and a handshake record of TLS 1.2 would begin a new handshake.
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

        // There may be more: the next call finds out.
        HasMore = true;
        return given;
    }

    /// <summary>
    /// Counts records without text: of those taken since the last call, at most the last has text.
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
    /// Aborts when a record was lost on its way into the ring, or half of one is in it. It was
    /// output of SslStream itself, or the slab had no slice although the ring had room.
    /// </summary>
    private bool TearIfOverflowed()
    {
        if (_pipe.HasOverflowed)
        {
            _server.CloseQueue.Abort(_connection, CloseReason.TooSlow);
        }

        return _pipe.HasOverflowed;
    }

    /// <summary>Refuses invalid records, which SslStream has not seen.</summary>
    private int Refuse()
    {
        if (_handshake.Stream is null)
        {
            // Nothing is encrypted yet: the peer can read the alert.
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
