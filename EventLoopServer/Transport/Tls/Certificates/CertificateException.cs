namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>
/// A certificate cannot be loaded or made. The message is for the user who configured it.
/// </summary>
/// <param name="sentence">What is wrong and what to do.</param>
/// <param name="inner">The system's exception; null if there is none.</param>
internal sealed class CertificateException(string sentence, Exception? inner = null)
    : Exception(sentence, inner);
