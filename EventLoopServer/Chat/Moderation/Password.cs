using System.Security.Cryptography;

namespace EventLoopServer.Chat.Moderation;

/// <summary>
/// A password of the server. Only its hash is stored, so neither a memory dump nor a mistake in a
/// log can reveal the password.
/// </summary>
internal sealed class Password(ReadOnlySpan<byte> utf8) : IEquatable<Password>
{
    private readonly byte[] _hash = DigestOf(utf8);

    /// <summary>The hash of an attempt. It is kept until the attempt is compared.</summary>
    public static byte[] DigestOf(ReadOnlySpan<byte> given) => SHA256.HashData(given);

    /// <summary>
    /// A mark that a session stores. After a restart, it shows that the session's client gave this
    /// password. The key of the mark is the session's token, which the server does not store. So a
    /// thief of the store cannot guess the password from it, and no slow hash delays the start.
    /// </summary>
    public byte[] MarkFor(ReadOnlySpan<byte> token) => HMACSHA256.HashData(token, _hash);

    /// <summary>
    /// Compares in constant time, so the duration reveals neither the matching part nor the length.
    /// </summary>
    public bool Matches(ReadOnlySpan<byte> given) => MatchesDigest(DigestOf(given));

    /// <summary>As <see cref="Matches"/>, for the hash of an attempt.</summary>
    public bool MatchesDigest(ReadOnlySpan<byte> digest) =>
        CryptographicOperations.FixedTimeEquals(digest, _hash);

    public bool Equals(Password? other) => other is not null && MatchesDigest(other._hash);

    public override bool Equals(object? obj) => Equals(obj as Password);

    public override int GetHashCode() => BitConverter.ToInt32(_hash);
}
