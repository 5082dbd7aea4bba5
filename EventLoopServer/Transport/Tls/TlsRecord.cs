namespace EventLoopServer.Transport.Tls;

/// <summary>The parts of a TLS record that are readable without keys. RFC 8446, 5.1.</summary>
internal static class TlsRecord
{
    public const byte ChangeCipherSpec = 20;

    public const byte Alert = 21;

    public const byte Handshake = 22;

    public const byte ApplicationText = 23;

    /// <summary>Bytes of the header, which has the kind, the version and the length.</summary>
    public const int HeaderBytes = 5;

    /// <summary>The longest unencrypted payload.</summary>
    public const int MaxPlainBytes = 16 * 1024;

    /// <summary>The longest payload that any version allows (TLS 1.2). RFC 5246, 6.2.3.</summary>
    public const int MaxPayloadBytes = MaxPlainBytes + 2048;

    /// <summary>Every version since SSL 3.0 has this first byte.</summary>
    private const byte MajorVersion = 3;

    /// <summary>A record with a fatal alert, unencrypted.</summary>
    public static byte[] FatalAlert(TlsAlert alert) => [Alert, 3, 3, 0, 2, 2, (byte)alert];

    /// <summary>The length of the payload according to the header.</summary>
    public static int PayloadBytes(ReadOnlySpan<byte> header) => (header[3] << 8) | header[4];

    /// <summary>Checks a whole header, before the payload has arrived.</summary>
    /// <remarks>
    /// Only application text may be empty. SslStream (.NET 10.0) reads the first byte of any other
    /// record, and would throw an exception that counts as a fault of the server.
    /// </remarks>
    public static TlsAlert Check(ReadOnlySpan<byte> header)
    {
        int payload = PayloadBytes(header);
        bool isKnown = header[0] is >= ChangeCipherSpec and <= ApplicationText;
        bool isEmpty = payload == 0 && header[0] != ApplicationText;
        return !isKnown || header[1] != MajorVersion || isEmpty
            ? TlsAlert.UnexpectedMessage
            : payload > MaxPayloadBytes
                ? TlsAlert.RecordOverflow
                : TlsAlert.None;
    }
}
