using System.Buffers;

namespace EventLoopServer.Transport.Tls;

/// <summary>
/// The bytes that came of one TLS connection, as records. A record is taken only once it is whole
/// and was admitted.
/// </summary>
/// <remarks>
/// The array holds, in this order: what was admitted and not taken yet, whole records that were
/// not admitted, and a record that is not whole. Behind the first record that was not admitted
/// there may be a gap, while records are joined to it.
/// </remarks>
internal sealed class RecordBuffer
{
    private byte[] _bytes = [];
    private int _start;
    private int _admitted;
    private int _whole;
    private int _end;
    private int _gapBytes;

    /// <summary>Bytes of the record at the front that were not taken yet.</summary>
    private int _rest;

    /// <summary>Memory that it holds.</summary>
    public int HeldBytes => _bytes.Length;

    /// <summary>True when something was admitted and not taken.</summary>
    public bool HasAdmitted => _admitted > _start;

    /// <summary>True when a whole record waits to be admitted.</summary>
    public bool HasNext => _whole > _admitted;

    /// <summary>True when a record has begun to come and is not whole yet.</summary>
    public bool HasPart => _end > _whole;

    public bool IsEmpty => _start == _end;

    /// <summary>Records that have come whole.</summary>
    public long Records { get; private set; }

    /// <summary>Records that were taken.</summary>
    public long Taken { get; private set; }

    /// <summary>What kind the next record is. There has to be one, here and below.</summary>
    public byte NextKind => _bytes[_admitted];

    public ReadOnlySpan<byte> NextPayload =>
        _bytes.AsSpan(_admitted + TlsRecord.HeaderBytes, PayloadBytes(_admitted));

    /// <summary>Keeps bytes, and checks the header of each record that they complete.</summary>
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

    /// <summary>The next record may be taken.</summary>
    public void Admit()
    {
        CloseGap();
        _admitted += RecordBytes(_admitted);
    }

    /// <summary>
    /// Appends the payload of the record behind the next one to the next one. Headers are not part
    /// of what a handshake signs, so both ends still agree. RFC 8446, 4.4.1.
    /// </summary>
    /// <param name="kind">What both of them are.</param>
    /// <param name="fault">
    /// Set when the record behind is of another kind, or both are longer than one may be.
    /// </param>
    /// <returns>False when there is no whole record behind it, or none that fits.</returns>
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
    /// Takes what was admitted, one record at a time: so it shows which of them had no text.
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

    /// <summary>Gives the memory back. What was in it is lost.</summary>
    public void Clear()
    {
        _start = _admitted = _whole = _end = _gapBytes = _rest = 0;
        ReturnArray();
        _bytes = [];
    }

    private int PayloadBytes(int at) =>
        TlsRecord.PayloadBytes(_bytes.AsSpan(at, TlsRecord.HeaderBytes));

    /// <summary>Length of the record that begins here, its header included.</summary>
    private int RecordBytes(int at) => TlsRecord.HeaderBytes + PayloadBytes(at);

    /// <summary>
    /// Moves the next record up to what is behind it. Records are only joined while nothing
    /// admitted stands before them.
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
