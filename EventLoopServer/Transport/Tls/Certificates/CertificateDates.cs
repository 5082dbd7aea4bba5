using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Observability;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>
/// The dates of a certificate. The server also uses a certificate outside its dates, because this
/// machine's clock may be wrong, and some clients check only the fingerprint.
/// </summary>
/// <param name="Validity">Whether clients accept it because of its dates.</param>
/// <param name="From">The first date, for people.</param>
/// <param name="Until">The last date, for people.</param>
internal readonly record struct CertificateDates(
    CertificateValidity Validity, string From, string Until)
{
    /// <summary>
    /// The server warns this long before a certificate expires. It leaves time to get another one
    /// by hand. An automatic renewal, as with ACME, usually comes earlier, when a third of 90 days
    /// is left.
    /// </summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(14);

    public static CertificateDates Of(X509Certificate2 certificate, DateTimeOffset now)
    {
        var from = new DateTimeOffset(certificate.NotBefore);
        var until = new DateTimeOffset(certificate.NotAfter);
        CertificateValidity validity = now > until ? CertificateValidity.Expired
            : now < from ? CertificateValidity.TooNew
            : until - now <= Notice ? CertificateValidity.ExpiresSoon
            : CertificateValidity.Valid;
        return new CertificateDates(validity, Show(from), Show(until));
    }

    /// <summary>Warns of a certificate that clients reject, or soon will.</summary>
    public static void Warn(X509Certificate2 certificate, DateTimeOffset now, ILogger log)
    {
        var dates = Of(certificate, now);
        switch (dates.Validity)
        {
            case CertificateValidity.Expired:
                Log.CertificateExpired(log, dates.Until);
                break;
            case CertificateValidity.TooNew:
                Log.CertificateTooNew(log, dates.From);
                break;
            case CertificateValidity.ExpiresSoon:
                Log.CertificateExpires(log, dates.Until);
                break;
            default:
                break;
        }
    }

    private static string Show(DateTimeOffset time) => time.UtcDateTime.ToString(
        "yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
