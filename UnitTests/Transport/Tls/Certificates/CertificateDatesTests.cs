using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Observability;
using EventLoopServer.Transport.Tls.Certificates;
using Microsoft.Extensions.Logging;
using UnitTests.Sentences;
using UnitTests.Support.Recording;

namespace UnitTests.Transport.Tls.Certificates;

/// <summary>A certificate that was made in 2030, and counts from the day before.</summary>
internal sealed class CertificateDatesTests
{
    private const string Begin = "2030-02-28 12:00 UTC";
    private const string End = "2050-03-01 12:00 UTC";

    [TestCase("2030-02-28T11:59:59Z", nameof(Log.CertificateTooNew), Begin)]
    [TestCase("2030-02-28T12:00:00Z", null, "")]
    [TestCase("2050-02-15T11:59:59Z", null, "")]
    [TestCase("2050-02-15T12:00:00Z", nameof(Log.CertificateExpires), End, Description = "14 days")]
    [TestCase("2050-03-01T12:00:00Z", nameof(Log.CertificateExpires), End)]
    [TestCase("2050-03-01T12:00:01Z", nameof(Log.CertificateExpired), End)]
    public void A_certificate_outside_its_dates_is_a_warning(
        string now, string? warning, string date)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate =
            SelfSigned.Make(key, new DateTimeOffset(2030, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var log = new ServerLog();
        CertificateDates.Warn(
            certificate,
            DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture),
            log);
        Assert.That(log.Lines.Select(static l => l.Text), Is.EqualTo(warning is null
            ? Array.Empty<string>()
            : [LogSentence.Of(warning, date)]));
        Assert.That(log.Lines.Select(static l => l.Level), Is.All.EqualTo(LogLevel.Warning));
    }
}
