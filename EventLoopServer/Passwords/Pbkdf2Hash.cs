using System.Security.Cryptography;

namespace EventLoopServer.Passwords;

/// <summary>
/// PBKDF2 with SHA-512, which the runtime has on every platform: 109 ms with the number of rounds
/// that OWASP recommends. It is used where libsodium does not load.
/// </summary>
internal static class Pbkdf2Hash
{
    public const string Name = "pbkdf2-sha512";

    public const int Rounds = 210_000;

    /// <summary>Most rounds of a stored hash that are done: a damaged file asks for no more.
    /// </summary>
    private const int MostRounds = 100 * Rounds;

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
        stored["i"] is >= 1 and <= MostRounds
            ? CryptographicOperations.FixedTimeEquals(
                stored.Hash, Derive(password, stored.Salt, stored["i"], stored.Hash.Length))
            : throw new NotSupportedException("The stored hash has unknown parameters.");

    public static bool IsOutdated(PhcString stored) => stored["i"] < Rounds;

    private static byte[] Derive(
        ReadOnlySpan<byte> password, byte[] salt, int rounds, int bytes) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, bytes);
}
