using System.Security.Cryptography;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Passwords;

namespace EventLoopServer.Chat.Accounts;

/// <summary>
/// A password to be hashed or compared on the thread for passwords. It is a query, so that a
/// command waits for it as for the store.
/// </summary>
/// <param name="password">The password; it is cleared when the work is done.</param>
/// <param name="stored">The hash to compare with; null or empty: see below.</param>
/// <param name="isNew">
/// True: the password is only hashed. False with nothing to compare with: it is compared with
/// nothing, in the same time.
/// </param>
internal sealed class PasswordQuery(byte[] password, string? stored, bool isNew) : StoreQuery
{
    /// <summary>The password is the stored one.</summary>
    public bool IsMatch { get; private set; }

    /// <summary>
    /// The hash of the password: it is new, or right and stored at a lower cost than today's.
    /// </summary>
    public string? NewHash { get; private set; }

    /// <summary>The hash that it was compared with.</summary>
    public string? Stored { get; } = stored;

    /// <summary>Runs on the thread for passwords.</summary>
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
