using System.Buffers;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// The received bytes of one TLS connection, as records. A record is taken only when it is whole
/// and was admitted.
/// </summary>
/// <remarks>
/// The array has three parts, in this order: admitted bytes that are not taken yet, whole records
/// that are not admitted, and a partial record. While records are joined to the first record that
/// is not admitted, there may be a gap after it.
/// </remarks>
internal sealed class RecordBuffer
{
    private byte[] _bytes = [];
    private int _start;
    private int _admitted;
    private int _whole;
    private int _end;
    private int _gapBytes;

    /// <summary>Bytes of the record at the front that are not taken yet.</summary>
    private int _rest;

    /// <summary>The memory of the buffer.</summary>
    public int HeldBytes => _bytes.Length;

    /// <summary>True when admitted bytes are not taken yet.</summary>
    public bool HasAdmitted => _admitted > _start;

    /// <summary>True when a whole record waits to be admitted.</summary>
    public bool HasNext => _whole > _admitted;

    /// <summary>True when a record has arrived partially.</summary>
    public bool HasPart => _end > _whole;

    public bool IsEmpty => _start == _end;

    /// <summary>Records that have arrived completely.</summary>
    public long Records { get; private set; }

    /// <summary>Records that were taken completely.</summary>
    public long Taken { get; private set; }

    /// <summary>
    /// The kind of the next record. <see cref="NextKind"/> and <see cref="NextPayload"/> require
    /// <see cref="HasNext"/>.
    /// </summary>
    public byte NextKind => _bytes[_admitted];

    public ReadOnlySpan<byte> NextPayload =>
        _bytes.AsSpan(_admitted + TlsRecord.HeaderBytes, PayloadBytes(_admitted));

    /// <summary>Appends bytes, and checks each header that is complete.</summary>
    public TlsAlert TryAppend(ReadOnlySpan<byte> bytes)
    {
        MakeRoom(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
        while (_end - _whole >= TlsRecord.HeaderBytes)
        {
            TlsAlert fault =
                TlsRecord.Check(_bytes.AsSpan(_whole, TlsRecord.HeaderBytes));
            if (fault != TlsAlert.None)
            {
                return fault;
            }

            int record = RecordBytes(_whole);
            if (record > _end - _whole)
            {
                break;
            }

            _whole += record;
            Records++;
        }

        return TlsAlert.None;
    }

    /// <summary>Admits the next record, so that it can be taken.</summary>
    public void Admit()
    {
        CloseGap();
        _admitted += RecordBytes(_admitted);
    }

    /// <summary>
    /// Joins the next record and the record after it, by appending the second payload to the first.
    /// A handshake does not sign record headers, so both ends still agree (RFC 8446, 4.4.1).
    /// </summary>
    /// <param name="kind">The kind of both records.</param>
    /// <param name="fault">
    /// Set when the second record has another kind, or when both together are too long for one.
    /// </param>
    /// <returns>False when there is no whole second record, or when it cannot be joined.</returns>
    public bool TryJoin(byte kind, out TlsAlert fault)
    {
        fault = TlsAlert.None;
        int end = _admitted + RecordBytes(_admitted);
        int behind = end + _gapBytes;
        if (behind >= _whole)
        {
            return false;
        }

        int payload = PayloadBytes(behind);
        int joined = PayloadBytes(_admitted) + payload;
        if (_bytes[behind] != kind || joined > TlsRecord.MaxPlainBytes)
        {
            fault = TlsAlert.UnexpectedMessage;
            return false;
        }

        _bytes.AsSpan(behind + TlsRecord.HeaderBytes, payload).CopyTo(_bytes.AsSpan(end));
        _bytes[_admitted + 3] = (byte)(joined >> 8);
        _bytes[_admitted + 4] = (byte)joined;
        _gapBytes += TlsRecord.HeaderBytes;
        return true;
    }

    /// <summary>
    /// Takes admitted bytes of one record at a time. So the caller can find out which records had
    /// no text.
    /// </summary>
    public int Take(Span<byte> space)
    {
        if (_rest == 0 && HasAdmitted)
        {
            _rest = RecordBytes(_start);
        }

        int taken = Math.Min(space.Length, _rest);
        _bytes.AsSpan(_start, taken).CopyTo(space);
        _start += taken;
        _rest -= taken;
        Taken += taken > 0 && _rest == 0 ? 1 : 0;
        return taken;
    }

    /// <summary>Discards all bytes and returns the memory to the pool.</summary>
    public void Clear()
    {
        _start = _admitted = _whole = _end = _gapBytes = _rest = 0;
        ReturnArray();
        _bytes = [];
    }

    private int PayloadBytes(int at) =>
        TlsRecord.PayloadBytes(_bytes.AsSpan(at, TlsRecord.HeaderBytes));

    /// <summary>Length of the record that begins here, including its header.</summary>
    private int RecordBytes(int at) => TlsRecord.HeaderBytes + PayloadBytes(at);

    /// <summary>
    /// Moves the next record to the end of the gap. There are no admitted bytes before the gap,
    /// because records are joined only when there are none.
    /// </summary>
    private void CloseGap()
    {
        if (_gapBytes > 0)
        {
            int record = RecordBytes(_admitted);
            _bytes.AsSpan(_admitted, record).CopyTo(_bytes.AsSpan(_admitted + _gapBytes));
            _admitted += _gapBytes;
            _start = _admitted;
            _gapBytes = 0;
        }
    }

    private void MakeRoom(int bytes)
    {
        if (_bytes.Length - _end >= bytes)
        {
            return;
        }

        CloseGap();
        int held = _end - _start;
        byte[] room = held + bytes > _bytes.Length
            ? ArrayPool<byte>.Shared.Rent(held + bytes)
            : _bytes;
        _bytes.AsSpan(_start, held).CopyTo(room);
        _admitted -= _start;
        _whole -= _start;
        _end = held;
        _start = 0;
        if (room != _bytes)
        {
            ReturnArray();
            _bytes = room;
        }
    }

    private void ReturnArray()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }
}
