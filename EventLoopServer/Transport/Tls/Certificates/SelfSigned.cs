using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>
/// A self-signed certificate, made once and kept: clients recognise it by its fingerprint.
/// </summary>
internal static class SelfSigned
{
    /// <summary>Certificate and key, in one PEM file.</summary>
    public const string FileName = "server.pem";

    /// <summary>
    /// Clients check the fingerprint, not the date: it only must not expire by itself.
    /// </summary>
    private const int Years = 20;

    /// <summary>Makes a certificate in this folder unless there is one.</summary>
    public static void MakeIn(string folder)
    {
        string file = Path.Combine(folder, FileName);
        if (File.Exists(file))
        {
            return;
        }

        PlatformFiles.MakePrivateFolder(folder);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = Make(key, DateTimeOffset.UtcNow);
        string pem = certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem()
            + "\n";

        // Written completely or not at all, whenever the machine stops. Of two servers, the first
        // one counts.
        string unfinished = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            PlatformFiles.WritePrivate(unfinished, pem);
            File.Move(unfinished, file);
        }
        catch (IOException) when (File.Exists(file))
        {
            // The certificate of the other server is used.
        }
        finally
        {
            // A certificate that could not be kept must leave no file: there is a key in it.
            File.Delete(unfinished);
        }
    }

    /// <summary>Makes a certificate for this machine's name, with this key.</summary>
    public static X509Certificate2 Make(ECDsa key, DateTimeOffset now)
    {
        var request = new CertificateRequest("CN=TcpChat", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        if (Uri.CheckHostName(Environment.MachineName) == UriHostNameType.Dns)
        {
            names.AddDnsName(Environment.MachineName);
        }

        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));

        // One day back, because clocks differ.
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
    }
}
