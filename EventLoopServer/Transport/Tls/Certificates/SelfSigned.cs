using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>
/// Makes a self-signed certificate once and keeps it, because clients recognise it by its
/// fingerprint.
/// </summary>
internal static class SelfSigned
{
    /// <summary>The PEM file with the certificate and its key.</summary>
    public const string FileName = "server.pem";

    /// <summary>
    /// Years until the certificate expires. Clients check the fingerprint and not the date, so the
    /// certificate should simply never expire.
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

        // A file that is written and then renamed is complete or does not exist, whenever the
        // machine stops. If two servers make a certificate, the first one stays.
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
            // If the certificate could not be kept, this file must be deleted, because it contains
            // the key.
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

        // The certificate is valid from one day ago, because clocks differ.
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
    }
}
