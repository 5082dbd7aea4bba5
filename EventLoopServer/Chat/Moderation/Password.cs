using System.Security.Cryptography;

namespace EventLoopServer.Chat.Moderation;

/// <summary>
/// A password to compare with, of which only a hash is kept: a dump of memory or a mistake with a
/// log cannot show it.
/// </summary>
internal sealed class Password(ReadOnlySpan<byte> utf8)
{
    private readonly byte[] _hash = DigestOf(utf8);

    /// <summary>What is kept of a password that was given, until it is compared.</summary>
    public static byte[] DigestOf(ReadOnlySpan<byte> given) => SHA256.HashData(given);

    /// <summary>
    /// Compares in a time that tells nothing: neither how much of it was right nor how long it is.
    /// </summary>
    public bool Matches(ReadOnlySpan<byte> given) => MatchesDigest(DigestOf(given));

    /// <summary>The same for a digest of what was given.</summary>
    public bool MatchesDigest(ReadOnlySpan<byte> digest) =>
        CryptographicOperations.FixedTimeEquals(digest, _hash);
}
