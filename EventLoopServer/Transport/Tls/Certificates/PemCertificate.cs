using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>Reads certificates and a key from PEM files, and says what is wrong.</summary>
internal static class PemCertificate
{
    public static bool IsPem(ReadOnlySpan<byte> text) => text.IndexOf("-----BEGIN "u8) >= 0;

    /// <summary>The certificates of a file, of which the first gets the key.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="keyFile">The file with the key; null: it is in the same.</param>
    /// <exception cref="CertificateException">They cannot be used.</exception>
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
            throw file.Fault($"a certificate in '{file.Path}' is damaged: copy it again.", e);
        }

        return all.Count > 0
            ? all
            : throw file.Fault(
                $"'{file.Path}' has no certificate in it, or not all of it: give the file with the "
                    + "lines from BEGIN CERTIFICATE to END CERTIFICATE.");
    }

    private static void CheckKey(NamedFile file, string pem, bool isAlone)
    {
        // The second is how openssl wrote encrypted keys before there was the first.
        if (pem.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal)
            || pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw file.Fault(
                $"the key in '{file.Path}' is encrypted, which only a PFX may be: write it without "
                    + "a password, with openssl pkey.");
        }

        if (HasKey(pem))
        {
            return;
        }

        throw file.Fault(isAlone
            ? $"'{file.Path}' has no key in it, or not all of it: give the file with the lines "
                + "from BEGIN PRIVATE KEY to END PRIVATE KEY."
            : $"'{file.Path}' has no key in it: give the file that has it with "
                + "--certificate-key FILE.");
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
            return keyFile.Fault(
                $"the key in '{keyFile.Path}' does not belong to the first certificate in "
                    + $"'{file.Path}': give the two that were made together.",
                fault);
        }

        using RSA? rsaOfCertificate = first.GetRSAPublicKey();
        using ECDsa? ecdsaOfCertificate = first.GetECDsaPublicKey();
        return rsaOfCertificate is null && ecdsaOfCertificate is null
            ? file.Fault(
                $"'{file.Path}' has a certificate of a kind that is not served: give one with an "
                    + "RSA or ECDSA key.",
                fault)
            : keyFile.Fault(
                $"the key in '{keyFile.Path}' is damaged: copy it again.", fault);
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
