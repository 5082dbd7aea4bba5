using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>The server's certificate with its key, ready for handshakes.</summary>
/// <param name="Context">The context for SslStream.</param>
/// <param name="Fingerprint">
/// SHA-256 of the certificate, in pairs of hexadecimal digits. Clients compare it.
/// </param>
/// <param name="KeptIn">
/// The file of a certificate that the server made; null for one that was given.
/// </param>
internal sealed record ServerCertificate(
    SslStreamCertificateContext Context, string Fingerprint, string? KeptIn)
{
    /// <summary>Loads the certificate, or makes one when none was given.</summary>
    /// <exception cref="CertificateException">
    /// The certificate cannot be loaded or made. The message gives the reason.
    /// </exception>
    public static ServerCertificate Load(CertificateSource source) => source.File is { } file
        ? Given(new NamedFile(CertificateSource.FileOption, file), source)
        : Kept(source.Folder);

    /// <summary>Loads the certificate again. It never makes a new one.</summary>
    /// <exception cref="CertificateException">
    /// The certificate cannot be loaded. The message gives the reason.
    /// </exception>
    public static ServerCertificate LoadAgain(CertificateSource source) => source.File is { } file
        ? Given(new NamedFile(CertificateSource.FileOption, file), source)
        : ReadKept(source.Folder);

    private static ServerCertificate Given(NamedFile file, CertificateSource source)
    {
        byte[] bytes = file.Read();
        return Wrap(
            PemCertificate.IsPem(bytes)
                ? PemCertificate.Read(
                    file, bytes, Named(CertificateSource.KeyOption, source.KeyFile))
                : PfxCertificate.Read(
                    file, bytes, Named(CertificateSource.PasswordOption, source.PasswordFile)),
            keptIn: null);
    }

    private static NamedFile? Named(string option, string? path) =>
        path is null ? null : new NamedFile(option, path);

    private static ServerCertificate Kept(string folder)
    {
        if (File.Exists(folder))
        {
            throw new CertificateException(CertificateSentences.Of(
                CertificateSource.FolderOption, CertificateSentences.FolderIsFile(folder)));
        }

        try
        {
            if (Directory.Exists(folder) && PlatformFiles.IsWritableByOthers(folder))
            {
                throw new CertificateException(CertificateSentences.Of(
                    CertificateSource.FolderOption,
                    CertificateSentences.OthersMayWrite(folder)));
            }

            SelfSigned.MakeIn(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            throw new CertificateException(
                CertificateSentences.NotKept(folder, CertificateSource.FolderOption), e);
        }

        return ReadKept(folder);
    }

    private static ServerCertificate ReadKept(string folder)
    {
        string path = Path.Combine(folder, SelfSigned.FileName);
        var file = new NamedFile(CertificateSource.FolderOption, path);
        byte[] text = file.Read();
        try
        {
            return Wrap(PemCertificate.Read(file, text, keyFile: null), path);
        }
        catch (CertificateException e)
        {
            throw new CertificateException(
                CertificateSentences.KeptUnusable(folder, SelfSigned.FileName), e);
        }
    }

    private static ServerCertificate Wrap(X509Certificate2Collection all, string? keptIn)
    {
        X509Certificate2 own = all.First(static c => c.HasPrivateKey);
        all.Remove(own);

        // In the offline mode, no handshake waits for a request over the network.
        var context = SslStreamCertificateContext.Create(own, all, offline: true);
        string hash = own.GetCertHashString(HashAlgorithmName.SHA256);
        string pairs = string.Join(':', hash.Chunk(2).Select(static pair => new string(pair)));
        return new ServerCertificate(context, pairs, keptIn);
    }
}
