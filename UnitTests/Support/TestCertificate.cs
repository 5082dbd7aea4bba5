using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Transport.Tls.Certificates;

namespace UnitTests.Support;

/// <summary>A self-signed certificate in memory only, made once for all tests.</summary>
internal static class TestCertificate
{
    private static readonly Lazy<ServerCertificate> s_own = new(Make);

    public static ServerCertificate Own => s_own.Value;

    private static ServerCertificate Make()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509Certificate2 certificate = SelfSigned.Make(key, DateTimeOffset.UtcNow);
        return new ServerCertificate(
            SslStreamCertificateContext.Create(certificate, null, offline: true),
            certificate.GetCertHashString(HashAlgorithmName.SHA256),
            KeptIn: null);
    }
}
