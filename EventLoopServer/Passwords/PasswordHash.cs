using System.Security.Cryptography;

namespace EventLoopServer.Passwords;

/// <summary>
/// Makes Argon2id hashes, or PBKDF2 hashes where the native library does not load. It checks PBKDF2
/// hashes everywhere, and Argon2id hashes where the library loads.
/// </summary>
/// <param name="hasNative">
/// False to act as if the native library did not load. With null, the first hash finds out, because
/// loading takes some milliseconds.
/// </param>
/// <param name="native">Makes a hash with the native library; for tests.</param>
internal sealed class PasswordHash(
    bool? hasNative = null, Func<byte[], PhcString>? native = null) : IPasswordHash
{
    private readonly Func<byte[], PhcString> _native = native ?? (static p => Argon2Hash.Make(p));
    private bool? _hasNative = hasNative;
    private volatile string? _fallback;

    public string? Fallback => _fallback;

    /// <summary>True when the native library has loaded.</summary>
    public bool HasNative => _hasNative ??= Loads();

    public string Make(ReadOnlySpan<byte> password)
    {
        if (HasNative)
        {
            try
            {
                string hash = $"{_native(password.ToArray())}";
                _fallback = null;
                return hash;
            }
            catch (Exception fault) when (IsOfNative(fault))
            {
                // It may lack memory now, and work later.
                _fallback = Describe(fault);
            }
        }

        return $"{Pbkdf2Hash.Make(password)}";
    }

    public bool Matches(ReadOnlySpan<byte> password, string stored)
    {
        PhcString? phc = Parse(stored);
        return phc?.Algorithm switch
        {
            Argon2Hash.Name when HasNative => Argon2Hash.Matches(password, phc),
            Argon2Hash.Name => throw new NotSupportedException(
                $"The stored hash is Argon2id, which does not work here: {_fallback}"),
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

    private bool Loads()
    {
        try
        {
            _native([]);
            return true;
        }
        catch (Exception fault) when (IsOfNative(fault))
        {
            _fallback = Describe(fault);
            return false;
        }
    }

    private static bool IsOfNative(Exception fault) => fault is DllNotFoundException
        or TypeInitializationException
        or BadImageFormatException
        or EntryPointNotFoundException
        or PlatformNotSupportedException
        or CryptographicException
        or OutOfMemoryException;

    /// <summary>The first cause: a failed initialisation only names the class.</summary>
    private static string Describe(Exception fault) => fault.GetBaseException().Message;
}
