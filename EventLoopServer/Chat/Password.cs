using System.Security.Cryptography;

namespace EventLoopServer.Chat;

/// <summary>
/// A password to compare with, of which only a hash is kept: a dump of memory or a mistake with a
/// log cannot show it.
/// </summary>
internal sealed class Password(ReadOnlySpan<byte> utf8)
{
    private readonly byte[] _hash = SHA256.HashData(utf8);

    /// <summary>
    /// Compares in a time that tells nothing: neither how much of it was right nor how long it is.
    /// </summary>
    public bool Matches(ReadOnlySpan<byte> given)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(given, hash);
        return CryptographicOperations.FixedTimeEquals(hash, _hash);
    }
}
