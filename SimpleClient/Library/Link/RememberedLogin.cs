using Protocol.Messages;

namespace SimpleClient.Library.Link;

/// <summary>
/// The account of a connection, so that the next connection can log in again without a question.
/// It is in memory only.
/// </summary>
internal sealed class RememberedLogin
{
    private volatile Account? _account;

    /// <summary>The name and the password; null: not logged in.</summary>
    public (string Name, string Password)? Current =>
        _account is { } account ? (account.Name, account.Password) : null;

    /// <summary>Follows a request that the server has answered.</summary>
    public void Follow(
        Reply reply, RequestVerb verb, string target, string text, string ownName)
    {
        _account = reply.IsRefused ? _account : verb switch
        {
            RequestVerb.Login => new Account(target, text),
            RequestVerb.Register => new Account(ownName, text),
            RequestVerb.Password => new Account(ownName, text),
            RequestVerb.Logout or RequestVerb.Unregister => null,
            _ => _account,
        };
    }

    /// <summary>Not a record, whose text would show the password.</summary>
    private sealed class Account(string name, string password)
    {
        public string Name { get; } = name;

        public string Password { get; } = password;
    }
}
