using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EventLoopServer.Certificates;

/// <summary>The server's certificate with its key, ready for handshakes.</summary>
/// <param name="Context">For SslStream.</param>
/// <param name="Fingerprint">
/// SHA-256 of the certificate, in pairs of hexadecimal digits: what clients compare.
/// </param>
/// <param name="KeptIn">The file of one that was made here; null for one that was given.</param>
internal sealed record ServerCertificate(
    SslStreamCertificateContext Context, string Fingerprint, string? KeptIn)
{
    /// <summary>Loads the certificate, or makes one when none was given.</summary>
    /// <exception cref="CertificateException">It cannot be had: the sentence says why.</exception>
    public static ServerCertificate Load(CertificateSource source)
    {
        try
        {
            return source.File is { } file
                ? Wrap(Read(file, source), keptIn: null)
                : Kept(source.Folder);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // The second: a key that belongs to another certificate.
            throw new CertificateException(Explain(source), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException($"The certificate cannot be had: {e.Message}", e);
        }
    }

    private static ServerCertificate Kept(string folder)
    {
        string file = Path.Combine(folder, SelfSigned.FileName);
        SelfSigned.MakeIn(folder);
        return Wrap(Read(file, new CertificateSource()), file);
    }

    private static X509Certificate2Collection Read(string file, CertificateSource source)
    {
        var all = new X509Certificate2Collection();
        byte[] start = File.ReadAllBytes(file);
        if (start.AsSpan().IndexOf("-----BEGIN "u8) >= 0)
        {
            var first = X509Certificate2.CreateFromPemFile(file, source.KeyFile);
            all.ImportFromPemFile(file);
            all[0] = PlatformFiles.Usable(first);
            return all;
        }

        all.AddRange(X509CertificateLoader.LoadPkcs12Collection(
            start, Password(source.PasswordFile)));
        return all;
    }

    private static ServerCertificate Wrap(X509Certificate2Collection all, string? keptIn)
    {
        X509Certificate2 own = all.FirstOrDefault(static c => c.HasPrivateKey)
            ?? throw new CryptographicException("There is no key.");
        all.Remove(own);

        // Offline: nobody is asked on the network in the middle of a handshake.
        var context = SslStreamCertificateContext.Create(own, all, offline: true);
        string hash = own.GetCertHashString(HashAlgorithmName.SHA256);
        string pairs = string.Join(':', hash.Chunk(2).Select(static pair => new string(pair)));
        return new ServerCertificate(context, pairs, keptIn);
    }

    private static string? Password(string? file)
    {
        if (file is null)
        {
            return null;
        }

        using StreamReader lines = File.OpenText(file);
        return lines.ReadLine();
    }

    private static string Explain(CertificateSource source) => source.File is null
        ? $"The certificate in {source.Folder} cannot be used: take "
            + $"{SelfSigned.FileName} away, and a new one is made."
        : $"{source.File} cannot be used as a certificate: --certificate takes a PEM file, with "
            + "its key in the same file or in --certificate-key, or a PFX file, with its password "
            + "in --certificate-password-file.";
}
