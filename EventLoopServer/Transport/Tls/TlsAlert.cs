namespace EventLoopServer.Transport.Tls;

/// <summary>The fault that a fatal alert reports. RFC 8446, 6.2.</summary>
internal enum TlsAlert : byte
{
    /// <summary>No fault.</summary>
    None = 0,

    /// <summary>A record or message of a kind that is not allowed at this point.</summary>
    UnexpectedMessage = 10,

    /// <summary>A record longer than any version allows.</summary>
    RecordOverflow = 22,

    /// <summary>A length or a value outside of its range.</summary>
    DecodeError = 50,
}
