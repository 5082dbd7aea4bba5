using System.Security.Cryptography;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Passwords;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// A password to be hashed or compared on the password thread. It is a query, so that a command
/// waits for it in the same way as for the store.
/// </summary>
/// <param name="password">The password. Its bytes are cleared after the work.</param>
/// <param name="stored">The hash to compare with; null or empty when there is none.</param>
/// <param name="isNew">
/// True when the password is only hashed. When it is false and there is no stored hash, the work
/// takes the same time and matches nothing.
/// </param>
internal sealed class PasswordQuery(byte[] password, string? stored, bool isNew) : StoreQuery
{
    /// <summary>True when the password matches the stored hash.</summary>
    public bool IsMatch { get; private set; }

    /// <summary>
    /// The hash of a new password. For a right password, it is set when the stored hash is
    /// outdated.
    /// </summary>
    public string? NewHash { get; private set; }

    /// <summary>The hash that the password was compared with.</summary>
    public string? Stored { get; } = stored;

    /// <summary>Runs on the password thread.</summary>
    public void Run(IPasswordHash hash)
    {
        try
        {
            if (IsCancelled)
            {
                return;
            }

            if (isNew)
            {
                NewHash = hash.Make(password);
            }
            else if (string.IsNullOrEmpty(Stored))
            {
                hash.Waste(password);
            }
            else if (hash.Matches(password, Stored))
            {
                IsMatch = true;
                NewHash = hash.IsOutdated(Stored) ? hash.Make(password) : null;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
        }
    }
}
