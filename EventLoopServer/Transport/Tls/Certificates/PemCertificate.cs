using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>
/// Reads certificates and a key from PEM files, and reports what is wrong with them.
/// </summary>
internal static class PemCertificate
{
    public static bool IsPem(ReadOnlySpan<byte> text) => text.IndexOf("-----BEGIN "u8) >= 0;

    /// <summary>Reads the certificates of a file. The first one gets the key.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">The file's content.</param>
    /// <param name="keyFile">The file with the key; null if the key is in the same file.</param>
    /// <exception cref="CertificateException">
    /// The certificates or the key cannot be used.
    /// </exception>
    public static X509Certificate2Collection Read(
        NamedFile file, ReadOnlySpan<byte> text, NamedFile? keyFile)
    {
        string pem = Encoding.UTF8.GetString(text);
        X509Certificate2Collection all = Certificates(file, pem);
        string keyPem = keyFile is { } own ? Encoding.UTF8.GetString(own.Read()) : pem;
        using X509Certificate2 first = all[0];
        CheckKey(keyFile ?? file, keyPem, isAlone: keyFile is not null);
        try
        {
            all[0] = PlatformFiles.Usable(X509Certificate2.CreateFromPem(pem, keyPem));
            return all;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw Explain(file, first, keyFile ?? file, keyPem, e);
        }
    }

    private static X509Certificate2Collection Certificates(NamedFile file, string pem)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw file.Fault(CertificateSentences.Damaged(file.Path), e);
        }

        return all.Count > 0
            ? all
            : throw file.Fault(CertificateSentences.NoCertificate(file.Path));
    }

    private static void CheckKey(NamedFile file, string pem, bool isAlone)
    {
        // The second text marks OpenSSL's older format of encrypted keys.
        if (pem.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal)
            || pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw file.Fault(CertificateSentences.KeyEncrypted(file.Path));
        }

        if (HasKey(pem))
        {
            return;
        }

        throw file.Fault(isAlone
            ? CertificateSentences.NoKey(file.Path)
            : CertificateSentences.NoKeyBeside(file.Path));
    }

    private static bool HasKey(ReadOnlySpan<char> pem)
    {
        while (PemEncoding.TryFind(pem, out PemFields fields))
        {
            if (pem[fields.Label].EndsWith("PRIVATE KEY"))
            {
                return true;
            }

            pem = pem[fields.Location.End..];
        }

        return false;
    }

    private static CertificateException Explain(
        NamedFile file, X509Certificate2 first, NamedFile keyFile, string keyPem, Exception fault)
    {
        using RSA rsa = RSA.Create();
        using ECDsa ecdsa = ECDsa.Create();
        if (CanImport(rsa, keyPem) || CanImport(ecdsa, keyPem))
        {
            return keyFile.Fault(CertificateSentences.OtherKey(keyFile.Path, file.Path), fault);
        }

        using RSA? rsaOfCertificate = first.GetRSAPublicKey();
        using ECDsa? ecdsaOfCertificate = first.GetECDsaPublicKey();
        return rsaOfCertificate is null && ecdsaOfCertificate is null
            ? file.Fault(CertificateSentences.WrongKind(file.Path), fault)
            : keyFile.Fault(CertificateSentences.KeyDamaged(keyFile.Path), fault);
    }

    private static bool CanImport(AsymmetricAlgorithm algorithm, string pem)
    {
        try
        {
            algorithm.ImportFromPem(pem);
            return true;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
