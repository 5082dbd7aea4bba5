namespace EventLoopServer.Transport.Tls;

/// <summary>
/// Decides which records of an unfinished handshake reach SslStream. A TLS library allocates as
/// many bytes as the header of a handshake message announces, before the message has arrived
/// (OpenSSL: up to 131,396 bytes for a hello). So a message is admitted only when it is complete
/// and has a length that clients send.
/// </summary>
/// <remarks>
/// The first hello, a second one if the server asked for it, and the key exchange of TLS 1.2 are
/// unencrypted. Later messages are encrypted. For these, the library's own limits apply. OpenSSL
/// accepts only a Finished message, of at most 64 bytes.
/// </remarks>
internal sealed class HandshakeSizeCheck(RecordBuffer records)
{
    /// <summary>
    /// The most bytes of a hello. A browser's hello has 1.8 KB with a post-quantum key. It grows
    /// with tickets and encrypted names. A record cannot hold more bytes than this, and a longer
    /// hello is refused.
    /// </summary>
    public const int MaxHelloBytes = TlsRecord.MaxPlainBytes - MessageHeaderBytes;

    /// <summary>
    /// The shortest hello that TLS 1.2 allows (RFC 5246, 7.4.1.2). It has a version, a random
    /// value, an empty session id, one cipher suite and one compression method.
    /// </summary>
    public const int MinHelloBytes = 41;

    /// <summary>
    /// The most bytes of a client's key in TLS 1.2, for RSA with 16,384 bits. OpenSSL has the same
    /// limit.
    /// </summary>
    public const int MaxKeyExchangeBytes = 2048;

    /// <summary>
    /// The most records from a hello to the end of the handshake. Clients need 2 or 3, and 2 more
    /// if the server asks for a second hello. The others are for early data, which is discarded.
    /// </summary>
    public const int MaxRecordsAfterHello = 32;

    /// <summary>
    /// The most records of the kind ChangeCipherSpec. TLS 1.2 needs one. In TLS 1.3 it has no
    /// meaning, and clients send one with each of up to two hellos (RFC 8446, D.4).
    /// </summary>
    public const int MaxCipherChanges = 2;

    private const int MessageHeaderBytes = 4;

    private const byte ClientHello = 1;

    private const byte ClientKeyExchange = 16;

    private bool _expectsHello = true;
    private bool _hasHello;
    private bool _hadRetry;
    private bool _isEncrypted;
    private int _cipherChanges;
    private int _recordsAfterHello;

    /// <summary>
    /// Looks for input that can be admitted. This is a whole message, or a record of another kind.
    /// </summary>
    /// <returns>True when <see cref="Admit"/> has something to admit.</returns>
    public bool TryFind(out TlsAlert fault)
    {
        fault = TlsAlert.None;
        if (!records.HasNext)
        {
            return false;
        }

        if (_hasHello && _recordsAfterHello >= MaxRecordsAfterHello)
        {
            fault = TlsAlert.UnexpectedMessage;
            return false;
        }

        switch (records.NextKind)
        {
            case TlsRecord.Handshake when _expectsHello:
                return TryFindMessage(ClientHello, MinHelloBytes, MaxHelloBytes, out fault);
            case TlsRecord.Handshake when !_isEncrypted:
                return TryFindMessage(ClientKeyExchange, 0, MaxKeyExchangeBytes, out fault);
            case TlsRecord.ChangeCipherSpec:
                fault = _hasHello
                    && _cipherChanges < MaxCipherChanges
                    && records.NextPayload is [1] ? TlsAlert.None : TlsAlert.UnexpectedMessage;
                break;
            case TlsRecord.Alert when !_isEncrypted:
                fault = _hasHello && records.NextPayload.Length == 2
                    ? TlsAlert.None
                    : TlsAlert.UnexpectedMessage;
                break;
            default:
                fault = _hasHello ? TlsAlert.None : TlsAlert.UnexpectedMessage;
                break;
        }

        return fault == TlsAlert.None;
    }

    /// <summary>Admits the input that <see cref="TryFind"/> has found.</summary>
    public void Admit()
    {
        byte kind = records.NextKind;
        if (kind == TlsRecord.Handshake && _expectsHello)
        {
            _expectsHello = false;
            _hasHello = true;
        }
        else
        {
            _recordsAfterHello++;
            _cipherChanges += kind == TlsRecord.ChangeCipherSpec ? 1 : 0;
            _isEncrypted |= kind == TlsRecord.ChangeCipherSpec && !_expectsHello;
        }

        records.Admit();
    }

    /// <summary>
    /// Watches the server's output, because the server may ask once for another hello.
    /// </summary>
    public void Watch(ReadOnlySpan<byte> sent)
    {
        if (!_hadRetry && IsRetry(sent))
        {
            _hadRetry = true;
            _expectsHello = true;
        }
    }

    private bool TryFindMessage(byte kind, int minBytes, int maxBytes, out TlsAlert fault)
    {
        do
        {
            ReadOnlySpan<byte> message = records.NextPayload;
            int announced = message.Length < MessageHeaderBytes
                ? minBytes
                : (message[1] << 16) | (message[2] << 8) | message[3];
            int missing = MessageHeaderBytes + announced - message.Length;
            fault = message[0] != kind
                ? TlsAlert.UnexpectedMessage
                : announced < minBytes || announced > maxBytes
                    ? TlsAlert.DecodeError
                    : missing < 0
                        ? TlsAlert.UnexpectedMessage
                        : TlsAlert.None;
            if (fault != TlsAlert.None)
            {
                return false;
            }

            if (missing == 0 && message.Length >= MessageHeaderBytes)
            {
                return true;
            }
        }
        while (records.TryJoin(TlsRecord.Handshake, out fault));
        return false;
    }

    /// <summary>
    /// True for a ServerHello that asks for another hello. It has a fixed random value (RFC 8446,
    /// 4.1.3).
    /// </summary>
    private static bool IsRetry(ReadOnlySpan<byte> sent)
    {
        const byte ServerHello = 2;
        const int RandomAt = TlsRecord.HeaderBytes + MessageHeaderBytes + 2;
        ReadOnlySpan<byte> random =
        [
            0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65,
            0xB8, 0x91, 0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2,
            0xC8, 0xA8, 0x33, 0x9C,
        ];
        return sent.Length >= RandomAt + random.Length
            && sent[0] == TlsRecord.Handshake
            && sent[TlsRecord.HeaderBytes] == ServerHello
            && sent.Slice(RandomAt, random.Length).SequenceEqual(random);
    }
}
