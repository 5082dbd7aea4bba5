using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using SimpleClient.Library.Trust;
using SimpleClient.Sentences;

namespace SimpleClient.Library.Link;

/// <summary>Puts TLS on a connection, and says in one sentence why it could not.</summary>
internal static class TlsConnector
{
    /// <summary>Shakes hands.</summary>
    /// <param name="stream">The connection; closed when it fails.</param>
    /// <param name="host">The name that the certificate has to be for.</param>
    /// <param name="address">The address, as people write it.</param>
    /// <param name="trust">Who is trusted.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The encrypted stream, and what a person has to be told of it.</returns>
    /// <exception cref="ChatException">It could not, or the server is not trusted.</exception>
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
    /// Anybody on the way can say something before TLS, so whoever reads it is told that.
    /// </summary>
    private static ChatException Rejected(string address, string sentence, Exception cause) =>
        new(ChatErrorKind.Rejected, LinkSentences.BeforeTls(address, sentence), cause);
}
