using System.Security.Cryptography;
using System.Text;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// A code that an operator gives to a user, and that is accepted once in place of a password. It is
/// random, so a fast hash protects it as well as a slow one protects a password.
/// </summary>
internal static class OneTimeCode
{
    /// <summary>How long a code is accepted: a day, so that it can be passed on.</summary>
    public const long ValidMs = 24 * 60 * 60_000;

    /// <summary>No letters and digits that look alike: 32 signs, 5 bits each.</summary>
    private const string Signs = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>75 bits: at 100 guesses a second, a day finds one in 4e15.</summary>
    private const int Length = 15;

    /// <summary>Draws a code, in groups of five signs.</summary>
    public static string Draw()
    {
        string signs = RandomNumberGenerator.GetString(Signs, Length);
        return $"{signs[..5]}-{signs[5..10]}-{signs[10..]}";
    }

    public static string HashOf(ReadOnlySpan<byte> code) =>
        Convert.ToHexStringLower(SHA256.HashData(code));

    /// <summary>Compares two hashes in constant time. An empty one is equal to none.</summary>
    public static bool IsHash(string given, string stored) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(given),
            Encoding.ASCII.GetBytes(stored.PadRight(given.Length)));
}
