using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Observability;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>
/// Warns of a certificate that clients refuse for its date. It is served all the same: this
/// machine's clock may be what is wrong, and some clients go by the fingerprint alone.
/// </summary>
internal static class CertificateDates
{
    /// <summary>
    /// How long before its end a certificate is warned of: time to get another by hand. What renews
    /// itself, as with ACME, usually has a third of its 90 days left.
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

    private static string Show(DateTimeOffset time) => time.UtcDateTime.ToString(
        "yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
