namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>A certificate that cannot be had, told to the person who asked for it.</summary>
/// <param name="sentence">What is wrong and what to do.</param>
/// <param name="inner">What the system said; null: nothing.</param>
internal sealed class CertificateException(string sentence, Exception? inner = null)
    : Exception(sentence, inner);
