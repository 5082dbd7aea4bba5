using System.Security.Cryptography;

namespace EventLoopServer.Passwords;

/// <summary>
/// Hashes passwords with PBKDF2 and SHA-512, which the runtime has on every platform. It is used
/// where libsodium does not load. A hash takes 109 ms with the number of rounds that OWASP
/// recommends.
/// </summary>
internal static class Pbkdf2Hash
{
    public const string Name = "pbkdf2-sha512";

    public const int Rounds = 210_000;

    /// <summary>
    /// The most rounds that a stored hash may need. A damaged file cannot demand more.
    /// </summary>
    private const int MaxRounds = 100 * Rounds;

    private const int SaltBytes = 16;

    private const int HashBytes = 32;

    public static PhcString Make(ReadOnlySpan<byte> password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PhcString(Name, new Dictionary<string, int> { ["i"] = Rounds })
        {
            Salt = salt,
            Hash = Derive(password, salt, Rounds, HashBytes),
        };
    }

    public static bool Matches(ReadOnlySpan<byte> password, PhcString stored) =>
        stored["i"] is >= 1 and <= MaxRounds
            ? CryptographicOperations.FixedTimeEquals(
                stored.Hash, Derive(password, stored.Salt, stored["i"], stored.Hash.Length))
            : throw new NotSupportedException("The stored hash has unknown parameters.");

    public static bool IsOutdated(PhcString stored) => stored["i"] < Rounds;

    private static byte[] Derive(
        ReadOnlySpan<byte> password, byte[] salt, int rounds, int bytes) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, bytes);
}
