using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Observability;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>
/// Warns of a certificate that clients reject because of its dates. The server uses the certificate
/// nevertheless, because this machine's clock may be wrong, and some clients check only the
/// fingerprint.
/// </summary>
internal static class CertificateDates
{
    /// <summary>
    /// The server warns this long before a certificate expires. It leaves time to get another one
    /// by hand. An automatic renewal, as with ACME, usually comes earlier, when a third of 90 days
    /// is left.
    /// </summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(14);

    public static void Warn(X509Certificate2 certificate, DateTimeOffset now, ILogger log)
    {
        var from = new DateTimeOffset(certificate.NotBefore);
        var until = new DateTimeOffset(certificate.NotAfter);
        if (now > until)
        {
            Log.CertificateExpired(log, Show(until));
        }
        else if (now < from)
        {
            Log.CertificateTooNew(log, Show(from));
        }
        else if (until - now <= Notice)
        {
            Log.CertificateExpires(log, Show(until));
        }
    }

    /// <summary>A date of a certificate, for people.</summary>
    public static string Show(DateTimeOffset time) => time.UtcDateTime.ToString(
        "yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
