using System.Text;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>A file and the option that names it, for error messages.</summary>
/// <param name="Option">The option, with its dashes.</param>
/// <param name="Path">The file's path.</param>
internal readonly record struct NamedFile(string Option, string Path)
{
    /// <summary>Reads the whole file.</summary>
    /// <exception cref="CertificateException">The file cannot be read.</exception>
    public byte[] Read()
    {
        if (SmallFile.TryRead(Path, out byte[] bytes, out string fault, out Exception? cause))
        {
            return bytes;
        }

        // The system's exception has the path too.
        throw Option == CertificateSource.KeyOption && SecretPath.MayBeSecret(Path)
            ? Fault(FileSentences.NoSecretFile)
            : Fault(fault, cause);
    }

    /// <summary>Reads the password in the file.</summary>
    /// <exception cref="CertificateException">The file has no usable password.</exception>
    public string ReadPassword() =>
        PasswordText.TryRead(Path, out byte[] password, out string fault)
            ? Encoding.UTF8.GetString(password)
            : throw Fault(fault);

    /// <summary>Makes an error that names the option.</summary>
    /// <param name="sentence">What is wrong and what to do.</param>
    /// <param name="inner">The system's exception; null if there is none.</param>
    public CertificateException Fault(string sentence, Exception? inner = null) =>
        new(CertificateSentences.Of(Option, sentence), inner);
}
