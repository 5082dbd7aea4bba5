using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>
/// A certificate that nobody vouches for, made once and kept: clients know it by its fingerprint.
/// </summary>
internal static class SelfSigned
{
    /// <summary>Certificate and key, in one PEM file.</summary>
    public const string FileName = "server.pem";

    /// <summary>
    /// Clients go by the fingerprint, not by the date: it only must not run out by itself.
    /// </summary>
    private const int Years = 20;

    /// <summary>Makes one in this folder unless there is one.</summary>
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

        // Whole or not at all, whenever the machine stops; and the first of two servers counts.
        string unfinished = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            PlatformFiles.WritePrivate(unfinished, pem);
            File.Move(unfinished, file);
        }
        catch (IOException) when (File.Exists(file))
        {
            // The other one is read then.
        }
        finally
        {
            // Nothing is left of one that could not be kept: there is a key in it.
            File.Delete(unfinished);
        }
    }

    /// <summary>A certificate for this machine's name, with this key.</summary>
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

        // A day back: clocks differ.
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
    }
}
