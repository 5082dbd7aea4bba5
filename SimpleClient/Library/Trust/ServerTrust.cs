using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SimpleClient.Sentences;

namespace SimpleClient.Library.Trust;

/// <summary>
/// Decides which certificates a client trusts. It trusts a certificate that the system trusts for
/// the host name. It also trusts a self-signed one if it is the first from that address. Trusted
/// certificates are stored in a file, and another certificate of a known address is refused.
/// </summary>
public sealed class ServerTrust
{
    private readonly KnownServers _known;

    /// <summary>Uses a file of known servers.</summary>
    /// <param name="knownServersFile">The remembered certificates; the file may be missing.</param>
    public ServerTrust(string knownServersFile) => _known = new KnownServers(knownServersFile);

    /// <summary>Checks a server's certificate.</summary>
    /// <param name="address">The server's address, as users write it.</param>
    /// <param name="certificate">The certificate; null when the server has sent none.</param>
    /// <param name="errors">The errors that the system has found in it.</param>
    internal TrustVerdict Judge(
        string address, X509Certificate2? certificate, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return Refuse(TrustSentences.NoCertificate(address));
        }

        try
        {
            return Judge(address, certificate, errors, _known.Find(address));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without the file, a changed certificate cannot be detected.
            return Refuse(
                TrustSentences.ListUnreadable(_known.File, e.Message.TrimEnd('.')));
        }
    }

    /// <summary>Stores the result of a check.</summary>
    /// <returns>A notice for the user; empty when there is none.</returns>
    internal string Remember(string address, TrustVerdict verdict)
    {
        if (verdict.ToRemember is not { } known)
        {
            return verdict.Sentence;
        }

        try
        {
            _known.Add(address, known);
            return verdict.Sentence;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ArgumentException)
        {
            return $"{verdict.Sentence} {TrustSentences.NotRemembered(e.Message)}".Trim();
        }
    }

    private TrustVerdict Judge(
        string address, X509Certificate2 certificate, SslPolicyErrors errors, string? known)
    {
        if (errors == SslPolicyErrors.None)
        {
            string? news = known == KnownServers.Verified ? null : KnownServers.Verified;
            return new TrustVerdict(true, "", news);
        }

        string fingerprint = Fingerprint(certificate);
        if (fingerprint.Equals(known, StringComparison.OrdinalIgnoreCase))
        {
            return new TrustVerdict(true, "", null);
        }

        if (known is not null)
        {
            return Refuse(Changed(address, known, fingerprint));
        }

        return certificate.SubjectName.RawData.AsSpan()
            .SequenceEqual(certificate.IssuerName.RawData)
            ? new TrustVerdict(true, FirstUse(address, fingerprint), fingerprint)
            : Refuse(Unverified(address, errors, fingerprint));
    }

    private static TrustVerdict Refuse(string sentence) => new(false, sentence, null);

    /// <summary>
    /// The fingerprint in the format of openssl, which the server also prints at its start.
    /// </summary>
    private static string Fingerprint(X509Certificate2 certificate) => string.Join(
        ':',
        certificate.GetCertHashString(HashAlgorithmName.SHA256)
            .Chunk(2)
            .Select(static pair => new string(pair)));

    private static string FirstUse(string address, string fingerprint) =>
        TrustSentences.FirstUse(address, fingerprint);

    private string Changed(string address, string known, string fingerprint) =>
        TrustSentences.Changed(
            address,
            known == KnownServers.Verified
                ? TrustSentences.WasVerified
                : TrustSentences.Was(known),
            fingerprint,
            _known.File);

    private string Unverified(string address, SslPolicyErrors errors, string fingerprint) =>
        (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
            ? TrustSentences.NotVouchedFor(address)
            : TrustSentences.OtherName(address))
        + TrustSentences.TrustByHand(address, fingerprint, _known.File);
}
