using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using EventLoopServer.Memory;
using EventLoopServer.Observability;
using EventLoopServer.Readiness;

namespace EventLoopServer.Connections.Tls;

/// <summary>
/// TLS between a wire and a session. SslStream does the cryptography over a <see cref="TlsPipe"/>;
/// it only ever goes on inside a call from here, so all of it happens on the reactor's thread
/// (which must have no synchronization context: SslStream's steps would go through it). It is its
/// own deadline, for the handshake and then for any record that has begun.
/// </summary>
internal sealed class TlsChannel(Connection connection, TlsEntrance entrance)
    : Timed, IChannel, IDisposable
{
    /// <summary>
    /// Plain bytes that may wait for the end of the handshake: a greeting and last words.
    /// </summary>
    private const int EarlyBytes = 1024;

    /// <summary>Bytes of text in one record at most. RFC 8446, 5.1.</summary>
    private const int RecordBytes = 16 * 1024;

    /// <summary>
    /// Bytes that a record may be longer than its text: header, vector, code and padding of the
    /// worst suite of TLS 1.2 come to 85.
    /// </summary>
    private const int OverheadBytes = 100;

    /// <summary>
    /// Records without text that a client may send once its handshake is done. OpenSSL answers each
    /// wish for new keys at once, with 27 bytes that it keeps until something is said to the
    /// client, and 15 µs of work (OpenSSL 3.0, two cores). A client has such a wish after millions
    /// of records; OpenSSL itself lets 32 empty records in a row through.
    /// </summary>
    private const int MaxSilentRecords = 256;

    private const long Never = long.MaxValue;

    private readonly TlsPipe _pipe = new(connection, entrance);
    private readonly List<byte> _early = [];
    private SslStream? _ssl;
    private Task? _handshake;
    private ValueTask<int> _arrival;
    private bool _isWaiting;
    private bool _isSecure;
    private bool _hasFailed;
    private bool _saidEnd;
    private long _silentRecords;
    private long _passed;

    /// <summary>Since when the record that has begun to come is not whole.</summary>
    private long _partSinceMs = Never;

    public bool HasMore { get; private set; }

    public bool HasEnded { get; private set; }

    public bool IsOpening => !_isSecure;

    /// <summary>Keeps a peer's first bytes; they are looked at in the next turn.</summary>
    public void Begin(ReadOnlySpan<byte> first)
    {
        _hasFailed = !_pipe.TryAppend(first);
        _pipe.Note();
        HasMore = true;
        WaitFrom(entrance.NowMs);
    }

    public int Open(ReadOnlySpan<byte> wireBytes, Span<byte> plain, RingBuffer ring)
    {
        HasMore = false;
        if (HasEnded)
        {
            return 0;
        }

        try
        {
            long records = _pipe.Records;
            if (_hasFailed || !_pipe.TryAppend(wireBytes))
            {
                return Fail("its bytes are no TLS");
            }

            WatchPart(isAnother: _pipe.Records != records);
            int given = _isSecure || ShakeHands() ? Read(plain) : 0;
            TearIfOverflowed();
            return given;
        }
        catch (Exception fault) when (IsThePeers(fault))
        {
            return Fail(fault.InnerException?.Message ?? fault.Message);
        }
        finally
        {
            // Only now: what was whole and could be read is not held any more.
            _pipe.Note();
        }
    }

    public bool TrySeal(ReadOnlySpan<byte> plain, RingBuffer ring)
    {
        if (_hasFailed || _saidEnd)
        {
            // Nothing that is said now could be understood.
            return true;
        }

        if (!_isSecure)
        {
            bool fits = _early.Count + plain.Length <= EarlyBytes;
            _early.AddRange(fits ? plain : default);
            return fits;
        }

        int records = (plain.Length / RecordBytes) + 1;
        int room = connection.IsOpen ? ring.Free : ring.FreeForLastWords;
        if (plain.Length + (records * OverheadBytes) > room)
        {
            return false;
        }

        try
        {
            _ssl!.Write(plain);
        }
        catch (Exception fault) when (IsThePeers(fault))
        {
            // It is out of step with what it has read: that is this client's trouble alone.
            Fail(fault.Message);
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
        catch (Exception fault) when (IsThePeers(fault))
        {
            return false;
        }

        return ring.Count > 0;
    }

    public void Release() => Dispose();

    public void Dispose()
    {
        entrance.Timers.Cancel(this);
        _pipe.Finish();
        try
        {
            _handshake?.GetAwaiter().GetResult();
            if (_isWaiting)
            {
                _arrival.GetAwaiter().GetResult();
            }
        }
        catch (Exception fault) when (IsThePeers(fault))
        {
            // It ended where it was: what there was to say about that has been said.
        }

        _isWaiting = false;
        _handshake = null;
        _ssl?.Dispose();
        _pipe.Dispose();
    }

    public override void Fire()
    {
        if (!_isSecure)
        {
            entrance.Reaper.Doom(connection, CloseReason.TlsTooLate);
        }
        else if (entrance.NowMs - _partSinceMs >= entrance.Limits.UnfinishedMs)
        {
            entrance.Reaper.Doom(connection, CloseReason.Unfinished);
        }
        else if (_partSinceMs != Never)
        {
            WaitFrom(_partSinceMs);
        }
    }

    public override void Failed(Exception fault)
    {
        connection.Consumer.Failed(fault);
        entrance.Reaper.Doom(connection, CloseReason.Bug);
    }

    private void WaitFrom(long sinceMs)
    {
        if (entrance.Limits.UnfinishedMs > 0)
        {
            entrance.Timers.Set(this, sinceMs + entrance.Limits.UnfinishedMs);
        }
    }

    /// <summary>
    /// A record that never ends would hold memory for as long as its sender likes. The timer stays
    /// in the queue once it is there: traffic that is cut anywhere would move it each time.
    /// </summary>
    private void WatchPart(bool isAnother)
    {
        if (!_pipe.HasPart)
        {
            _partSinceMs = Never;
        }
        else if (isAnother || _partSinceMs == Never)
        {
            _partSinceMs = entrance.NowMs;
            if (!IsSet)
            {
                WaitFrom(_partSinceMs);
            }
        }
    }

    /// <summary>Goes on with the handshake as far as whole records have come.</summary>
    /// <returns>True when it is done.</returns>
    private bool ShakeHands()
    {
        if (!_pipe.HasRecords)
        {
            return false;
        }

        if (!entrance.TryTakeFlight())
        {
            HasMore = true;
            return false;
        }

        _ssl ??= new SslStream(_pipe);
        _handshake ??= _ssl.AuthenticateAsServerAsync(entrance.Options);
        _pipe.Pump();
        if (!_handshake.IsCompleted)
        {
            return false;
        }

        Task done = _handshake;
        _handshake = null;
        done.GetAwaiter().GetResult();
        _isSecure = true;
        _pipe.BelongTo(entrance.SecureParts);
        _passed = _pipe.Passed;
        entrance.Stats.TlsHandshakes++;
        if (_early.Count > 0)
        {
            _ssl.Write([.. _early]);
            _early.Clear();
        }

        return true;
    }

    [SuppressMessage(
        "Reliability",
        "CA2012:Use ValueTasks correctly",
        Justification = "It is looked at from call to call and its result taken once.")]
    private int Read(Span<byte> plain)
    {
        int given = 0;
        while (given < plain.Length)
        {
            if (!_isWaiting)
            {
                // Of no bytes: it waits for them without a buffer, and leaves them in there.
                _arrival = _ssl!.ReadAsync(Memory<byte>.Empty);
                _isWaiting = true;
            }

            _pipe.Pump();
            CountSilent(_arrival.IsCompleted);
            if (_silentRecords > MaxSilentRecords)
            {
                return Fail("too many of its records have no text");
            }

            if (!_arrival.IsCompleted)
            {
                return given;
            }

            _isWaiting = false;
            _arrival.GetAwaiter().GetResult();
            int most = Math.Min(plain.Length - given, entrance.Plain.Length);
            int bytes = ResultOf(_ssl!.ReadAsync(entrance.Plain.AsMemory(0, most)));
            if (bytes == 0)
            {
                HasEnded = true;
                return given;
            }

            entrance.Plain.AsSpan(0, bytes).CopyTo(plain[given..]);
            given += bytes;
        }

        // There may be more: whoever asks again will see.
        HasMore = true;
        return given;
    }

    /// <summary>Of the records let through since, the last one has text at most.</summary>
    private void CountSilent(bool hasText)
    {
        long passed = _pipe.Passed - _passed;
        _passed = _pipe.Passed;
        _silentRecords += passed - (hasText && passed > 0 ? 1 : 0);
    }

    private static int ResultOf(ValueTask<int> reading) => reading.IsCompleted
        ? reading.GetAwaiter().GetResult()
        : throw new InvalidOperationException("What has come is not there.");

    /// <summary>
    /// A record was lost on its way into the ring, or half of one is in it: what SslStream itself
    /// had to say, or the slab had no slice for what the ring had room for.
    /// </summary>
    private bool TearIfOverflowed()
    {
        if (_pipe.HasOverflowed)
        {
            entrance.Reaper.Tear(connection, CloseReason.TooSlow);
        }

        return _pipe.HasOverflowed;
    }

    private int Fail(string why)
    {
        _hasFailed = true;
        entrance.Stats.TlsFaults++;
        Log.TlsFailed(entrance.Log, connection.Label, why);
        entrance.Reaper.Doom(connection, CloseReason.TlsFailed);
        return -1;
    }

    /// <summary>
    /// What SslStream makes of bytes that cannot be right, of an alert and of an early end.
    /// </summary>
    private static bool IsThePeers(Exception fault) =>
        fault is AuthenticationException or IOException;
}
