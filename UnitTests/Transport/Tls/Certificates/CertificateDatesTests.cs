using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Transport.Tls.Certificates;
using Microsoft.Extensions.Logging;
using UnitTests.Support;

namespace UnitTests.Transport.Tls.Certificates;

/// <summary>A certificate that was made in 2030, and counts from the day before.</summary>
internal sealed class CertificateDatesTests
{
    private const string TooNew = "The certificate is not valid before 2030-02-28 12:00 UTC: wait "
        + "until then, or set this machine's clock";

    private const string Ends =
        "The certificate expires on 2050-03-01 12:00 UTC: get a new one before that";

    private const string Ended = "The certificate expired on 2050-03-01 12:00 UTC: get a new one, "
        + "or set this machine's clock";

    [TestCase("2030-02-28T11:59:59Z", TooNew)]
    [TestCase("2030-02-28T12:00:00Z", null)]
    [TestCase("2050-02-15T11:59:59Z", null)]
    [TestCase("2050-02-15T12:00:00Z", Ends, Description = "14 days")]
    [TestCase("2050-03-01T12:00:00Z", Ends)]
    [TestCase("2050-03-01T12:00:01Z", Ended)]
    public void A_certificate_outside_its_dates_is_a_warning(string now, string? warning)
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
            : [warning]));
        Assert.That(log.Lines.Select(static l => l.Level), Is.All.EqualTo(LogLevel.Warning));
    }
}
