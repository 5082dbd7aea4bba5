using Protocol.Messages;
using SimpleClient.Library.Trust;

namespace SimpleClient.Library.Link;

/// <summary>
/// The account of a connection, so that the next connection can log in again without asking the
/// user. The password is only in memory. The token of the session may be stored for the next start.
/// </summary>
/// <param name="tokens">Stores the token; null when it is not stored.</param>
/// <param name="token">
/// The token of this session; null when it has none, or the connection can be read by others.
/// </param>
internal sealed class RememberedLogin(LoginTokens? tokens, Func<byte[]?> token)
{
    private volatile Account? _account;

    /// <summary>
    /// The name and the password; null when not logged in, or when there is no password.
    /// </summary>
    public (string Name, string Password)? Current =>
        _account is { Password: { } password } account ? (account.Name, password) : null;

    /// <summary>The name of the account; null when not logged in.</summary>
    public string? Name => _account?.Name;

    /// <summary>True when the next start can log in with the stored token.</summary>
    public bool IsStored { get; private set; }

    /// <summary>The stored tokens of this server; null when none are used.</summary>
    public LoginTokens? Tokens => tokens;

    /// <summary>Updates the account after the server has answered a request.</summary>
    public void Follow(
        Reply reply, RequestVerb verb, string target, string text, string ownName)
    {
        if (reply.IsRefused)
        {
            return;
        }

        switch (verb)
        {
            case RequestVerb.Login:
                _account = new Account(target, text);
                Store(ownName);
                break;
            case RequestVerb.Register:
                _account = new Account(ownName, text);
                Store(ownName);
                break;
            case RequestVerb.Password:
                _account = new Account(ownName, text);
                break;
            case RequestVerb.Logout or RequestVerb.Unregister:
                Forget();
                _account = null;
                break;
            default:
                break;
        }
    }

    /// <summary>Sets the account of a session that continues with its stored token.</summary>
    public void Continue(string name)
    {
        _account = new Account(name, null);
        IsStored = tokens is not null;
    }

    /// <summary>Deletes the stored token. The next start then needs the password.</summary>
    /// <returns>False when there was none.</returns>
    public bool Forget()
    {
        IsStored = false;
        return _account is { } account && tokens?.Remove(account.Name) == true;
    }

    private void Store(string name)
    {
        if (tokens is not null && token() is { } bytes)
        {
            tokens.Save(name, bytes);
            IsStored = tokens.Fault.Length == 0;
        }
    }

    /// <summary>
    /// This class is not a record, because the text of a record would show the password.
    /// </summary>
    private sealed class Account(string name, string? password)
    {
        public string Name { get; } = name;

        public string? Password { get; } = password;
    }
}
