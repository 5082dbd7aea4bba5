using System.Text;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>A file and the option that names it: whoever typed it is told which.</summary>
/// <param name="Option">The option, with its dashes.</param>
/// <param name="Path">Where.</param>
internal readonly record struct NamedFile(string Option, string Path)
{
    /// <summary>All that is in it.</summary>
    /// <exception cref="CertificateException">It cannot be read.</exception>
    public byte[] Read()
    {
        return SmallFile.TryRead(Path, out byte[] bytes, out string fault, out Exception? cause)
            ? bytes
            : throw Fault(fault, cause);
    }

    /// <summary>The password that is in it.</summary>
    /// <exception cref="CertificateException">There is none that can be used.</exception>
    public string ReadPassword() =>
        PasswordText.TryRead(Path, out byte[] password, out string fault)
            ? Encoding.UTF8.GetString(password)
            : throw Fault(fault);

    /// <summary>What is wrong with it, for whoever typed the option.</summary>
    /// <param name="sentence">What is wrong and what to do.</param>
    /// <param name="inner">What the system said; null: nothing.</param>
    public CertificateException Fault(string sentence, Exception? inner = null) =>
        new(CertificateSentences.Of(Option, sentence), inner);
}
