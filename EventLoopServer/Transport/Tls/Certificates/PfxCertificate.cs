using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>Reads a PFX file, and reports what is wrong with it.</summary>
internal static class PfxCertificate
{
    /// <summary>ERROR_INVALID_PASSWORD, which the loader reports on every system.</summary>
    private const int WrongPassword = unchecked((int)0x80070056);

    /// <summary>Reads all certificates of a file. At least one of them has a key.</summary>
    /// <param name="file">The file.</param>
    /// <param name="bytes">The file's content.</param>
    /// <param name="passwordFile">
    /// The file with the password of the PFX; null if there is none.
    /// </param>
    /// <exception cref="CertificateException">
    /// The certificates or the key cannot be used.
    /// </exception>
    public static X509Certificate2Collection Read(
        NamedFile file, byte[] bytes, NamedFile? passwordFile)
    {
        CheckForm(file, bytes);
        string? password = passwordFile?.ReadPassword();
        X509Certificate2Collection all = Open(file, bytes, passwordFile, password);
        return all.Any(static c => c.HasPrivateKey)
            ? all
            : throw file.Fault(CertificateSentences.NoKeyInPfx(file.Path));
    }

    private static void CheckForm(NamedFile file, byte[] bytes)
    {
        X509ContentType form = FormOf(bytes);
        if (form == X509ContentType.Cert)
        {
            throw file.Fault(CertificateSentences.Der(file.Path));
        }

        if (form != X509ContentType.Pfx)
        {
            throw file.Fault(CertificateSentences.UnknownForm(file.Path));
        }
    }

    private static X509ContentType FormOf(byte[] bytes)
    {
        try
        {
            return bytes.Length > 0
                ? X509Certificate2.GetCertContentType(bytes)
                : X509ContentType.Unknown;
        }
        catch (CryptographicException)
        {
            return X509ContentType.Unknown;
        }
    }

    private static X509Certificate2Collection Open(
        NamedFile file, byte[] bytes, NamedFile? passwordFile, string? password)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12Collection(bytes, password);
        }
        catch (CryptographicException e) when (e.HResult != WrongPassword)
        {
            throw file.Fault(CertificateSentences.PfxDamaged(file.Path), e);
        }
        catch (CryptographicException e)
        {
            throw passwordFile is not { } given
                ? file.Fault(CertificateSentences.PasswordMissing(file.Path), e)
                : given.Fault(CertificateSentences.OtherPassword(given.Path, file.Path), e);
        }
    }
}
