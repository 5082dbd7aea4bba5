using System.Security.Cryptography;
using System.Text;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// A code that an operator gives to a user. It is accepted once in place of a password. The code is
/// random, so a fast hash protects it as well as a slow hash protects a password.
/// </summary>
internal static class OneTimeCode
{
    /// <summary>
    /// How long a code is accepted: a day, so that the operator has time to pass it on.
    /// </summary>
    public const long ValidMs = 24 * 60 * 60_000;

    /// <summary>32 characters without look-alike letters and digits. Each one has 5 bits.</summary>
    public const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>
    /// 15 characters have 75 bits. At 100 guesses/s, a day's chance of a match is 1 in 4e15.
    /// </summary>
    private const int Length = 15;

    /// <summary>Draws a code, in groups of five signs.</summary>
    public static string Draw()
    {
        string signs = RandomNumberGenerator.GetString(Alphabet, Length);
        return $"{signs[..5]}-{signs[5..10]}-{signs[10..]}";
    }

    public static string HashOf(ReadOnlySpan<byte> code) =>
        Convert.ToHexStringLower(SHA256.HashData(code));

    /// <summary>
    /// Compares two hashes in constant time. An empty stored hash matches no other hash.
    /// </summary>
    public static bool IsHash(string given, string stored) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(given),
            Encoding.ASCII.GetBytes(stored.PadRight(given.Length)));
}
