namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>Whether clients accept a certificate because of its dates.</summary>
internal enum CertificateValidity
{
    Valid,

    /// <summary>It is valid for at most <see cref="CertificateDates.Notice"/>.</summary>
    ExpiresSoon,

    /// <summary>Its last date has passed.</summary>
    Expired,

    /// <summary>Its first date is in the future.</summary>
    TooNew,
}
