using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using SimpleClient.Library.Trust;
using SimpleClient.Sentences;

namespace SimpleClient.Library.Link;

/// <summary>Starts TLS on a connection, and explains a failure in one sentence.</summary>
internal static class TlsConnector
{
    /// <summary>Performs the TLS handshake.</summary>
    /// <param name="stream">The connection; closed when the handshake fails.</param>
    /// <param name="host">The host name that the certificate has to match.</param>
    /// <param name="address">The address, as users write it.</param>
    /// <param name="trust">The certificates to trust.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>The encrypted stream, and a notice about the certificate (may be empty).</returns>
    /// <exception cref="ChatException">It failed, or the server is not trusted.</exception>
    [SuppressMessage(
        "Security",
        "CA5398:Avoid hardcoded SslProtocols values",
        Justification = "Older versions are refused whatever the system allows.")]
    public static async Task<(Stream Stream, string Notice)> ShakeHandsAsync(
        Stream stream,
        string host,
        string address,
        ServerTrust trust,
        CancellationToken cancellation)
    {
        TrustVerdict? verdict = null;
        bool isSecure = false;
        GreetingSkippingStream first = new GreetingSkippingStream(stream);
        var secure = new SslStream(first);
        try
        {
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                    {
                        verdict = trust.Judge(address, certificate as X509Certificate2, errors);
                        return verdict.Value.IsTrusted;
                    },
                },
                cancellation);
            isSecure = true;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            throw verdict is { IsTrusted: false }
                ? new ChatException(ChatErrorKind.NotTrusted, verdict.Value.Sentence, e)
                : await first.ReadSentenceAsync(cancellation) is { } sentence
                ? Rejected(address, sentence, e)
                : new ChatException(
                    ChatErrorKind.NotTrusted,
                    LinkSentences.NoTls(address),
                    e);
        }
        finally
        {
            if (!isSecure)
            {
                await secure.DisposeAsync();
            }
        }

        return (secure, trust.Remember(address, verdict!.Value));
    }

    /// <summary>
    /// An attacker on the network can forge text before TLS, so the sentence includes a warning.
    /// </summary>
    private static ChatException Rejected(string address, string sentence, Exception cause) =>
        new(ChatErrorKind.Rejected, LinkSentences.BeforeTls(address, sentence), cause);
}
