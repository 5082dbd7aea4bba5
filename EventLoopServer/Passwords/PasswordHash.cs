using System.Security.Cryptography;

namespace EventLoopServer.Passwords;

/// <summary>
/// Argon2id, or PBKDF2 where the native library does not load. Hashes of both kinds are checked.
/// </summary>
/// <param name="hasNative">
/// False: as if the native library did not load. Null: found out at the first hash, because loading
/// takes some milliseconds.
/// </param>
internal sealed class PasswordHash(bool? hasNative = null) : IPasswordHash
{
    private bool? _hasNative = hasNative;

    /// <summary>True when the native library has loaded.</summary>
    public bool HasNative => _hasNative ??= Loads();

    public string Make(ReadOnlySpan<byte> password) =>
        $"{(HasNative ? Argon2Hash.Make(password) : Pbkdf2Hash.Make(password))}";

    public bool Matches(ReadOnlySpan<byte> password, string stored)
    {
        PhcString? phc = Parse(stored);
        return phc?.Algorithm switch
        {
            Argon2Hash.Name when HasNative => Argon2Hash.Matches(password, phc),
            Pbkdf2Hash.Name => Pbkdf2Hash.Matches(password, phc),
            _ => throw new NotSupportedException("The stored hash has an unknown algorithm."),
        };
    }

    public bool IsOutdated(string stored)
    {
        PhcString? phc = Parse(stored);
        return phc?.Algorithm switch
        {
            Argon2Hash.Name => Argon2Hash.IsOutdated(phc),
            Pbkdf2Hash.Name => HasNative || Pbkdf2Hash.IsOutdated(phc),
            _ => true,
        };
    }

    public void Waste(ReadOnlySpan<byte> password) => Make(password);

    private static PhcString? Parse(string stored) =>
        PhcString.TryParse(stored, out PhcString? phc) ? phc : null;

    private static bool Loads()
    {
        try
        {
            Argon2Hash.Make([]);
            return true;
        }
        catch (Exception fault) when (fault is DllNotFoundException
            or TypeInitializationException
            or BadImageFormatException
            or EntryPointNotFoundException
            or PlatformNotSupportedException
            or CryptographicException)
        {
            return false;
        }
    }
}
