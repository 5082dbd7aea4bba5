using System.Security.Cryptography;
using System.Text;
using SimpleClient.Sentences;
using SimpleClient.Standard;

namespace SimpleClient.Library.Trust;

/// <summary>
/// The tokens with which the client logs in without a password. Each server and account has one
/// file, which only this user can read. A token gives the same access as the password.
/// </summary>
/// <param name="folder">The folder; empty when nothing is stored.</param>
internal sealed class StoredTokens(string folder)
{
    /// <summary>
    /// The most bytes of a file. A server, an account and a token take some hundred bytes.
    /// </summary>
    private const int MaxBytes = 4096;

    /// <summary>
    /// The default folder; empty when the system has no folder for the state of programs.
    /// </summary>
    public static string DefaultFolder => UserFolders.State is { Length: > 0 } state
        ? Path.Combine(state, "tokens")
        : "";

    /// <summary>The stored token of an account.</summary>
    /// <param name="address">The server, as host and port.</param>
    /// <param name="account">The name of the account.</param>
    /// <param name="fault">
    /// The reason why a stored token is not used; empty when there is no fault.
    /// </param>
    /// <returns>The token; null when there is none.</returns>
    public byte[]? Find(string address, string account, out string fault)
    {
        fault = "";
        string file = FileOf(address, account);
        if (folder.Length == 0 || !File.Exists(file))
        {
            return null;
        }

        if (!OperatingSystem.IsWindows()
            && (File.GetUnixFileMode(file) & ~PrivateFile.OwnFile) != 0)
        {
            fault = TrustSentences.TokenIsOpen(file);
            return null;
        }

        FileText text = SmallFile.Read(file, MaxBytes);
        string[] words = (text.Text ?? "").Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (text.Fault is null && words is [_, _, var token] && ReadToken(token) is { } bytes)
        {
            return bytes;
        }

        fault = TrustSentences.TokenUnreadable(file);
        return null;
    }

    /// <summary>Stores a token and replaces an older one, completely or not at all.</summary>
    /// <returns>The error; empty when it is stored.</returns>
    public string Save(string address, string account, byte[] token)
    {
        if (folder.Length == 0)
        {
            return "";
        }

        string file = FileOf(address, account);
        try
        {
            PrivateFile.Write(file, $"{address} {account} {Convert.ToBase64String(token)}\n");
            return "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return TrustSentences.TokenNotStored(e.Message.TrimEnd('.'));
        }
    }

    /// <summary>Deletes a token.</summary>
    /// <returns>False when there was none.</returns>
    public bool Remove(string address, string account)
    {
        string file = FileOf(address, account);
        try
        {
            bool isThere = folder.Length > 0 && File.Exists(file);
            if (isThere)
            {
                File.Delete(file);
            }

            return isThere;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static byte[]? ReadToken(string text)
    {
        var token = new byte[text.Length];
        return Convert.TryFromBase64String(text, token, out int bytes) && bytes > 0
            ? token[..bytes]
            : null;
    }

    /// <summary>
    /// The file of an account. Its name is a hash, because names contain characters that a file
    /// name cannot have. Names that differ only in case are the same account.
    /// </summary>
    private string FileOf(string address, string account)
    {
        string key = $"{address.ToLowerInvariant()}\n{account.ToUpperInvariant()}";
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return Path.Combine(folder, Convert.ToHexStringLower(hash.AsSpan(0, 16)));
    }
}
