using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;

namespace SimpleClient.Terminal;

/// <summary>Connects again and takes the user's place: the session, the account or the name.
/// </summary>
/// <param name="connect">Connects once; throws <see cref="ChatException"/> on failure.</param>
/// <param name="explain">Shows why the attempt failed.</param>
internal sealed class SignInAgain(
    Func<CancellationToken, Task<ChatClient>> connect, Action<string> explain)
{
    /// <summary>The most underscores that are appended to a name while it is taken.</summary>
    private const int MaxTails = 3;

    /// <summary>
    /// The token of a session that another client has taken over; null when there is none.
    /// </summary>
    public byte[]? Token { get; set; }

    /// <summary>The account of that session; null for a guest.</summary>
    public string? Account { get; set; }

    /// <summary>True when the last attempt has continued the session with the token.</summary>
    public bool HasContinued { get; private set; }

    /// <returns>A client with a name; null when it failed.</returns>
    public async Task<ChatClient?> TryAsync(
        string name, (string Name, string Password)? login, CancellationToken closing)
    {
        ChatClient? client = null;
        try
        {
            client = await connect(closing);
            bool isIn = await ContinueAsync(client)
                || await LogInAsync(client, login, closing)
                || await HandleNameAsync(client, name, closing);
            if (isIn)
            {
                return client;
            }
        }
        catch (ChatException e)
        {
            // The next attempt may work.
            explain(e.Message);
        }
        catch (OperationCanceledException)
        {
            // The user has left, so there is no message.
        }

        if (client is not null)
        {
            await client.DisposeAsync();
        }

        return null;
    }

    private async Task<bool> ContinueAsync(ChatClient client)
    {
        bool isIn = Token is { } token
            && await client.ResumeAsync(token) is { IsRefused: false };
        HasContinued = isIn;
        if (isIn && Account is not null)
        {
            client.Login.Continue(client.Name);
        }

        return isIn;
    }

    private async Task<bool> LogInAsync(
        ChatClient client, (string Name, string Password)? login, CancellationToken closing)
    {
        if (login is not { } account)
        {
            return false;
        }

        Reply reply = await client.LoginAsync(account.Name, account.Password, closing);
        if (reply.IsRefused)
        {
            explain(ReplyLines.Refusal(reply));
        }

        return !reply.IsRefused;
    }

    private async Task<bool> HandleNameAsync(
        ChatClient client, string name, CancellationToken closing)
    {
        for (int tails = 0; tails <= MaxTails; tails++)
        {
            Reply reply = await client.NameAsync(name + new string('_', tails), closing);
            if (!reply.IsRefused)
            {
                return true;
            }

            bool isTaken = reply.RefusalCode is RefusalCode.NameTaken
                or RefusalCode.NameTooSimilar
                or RefusalCode.NameRegistered;
            if (!isTaken || tails == MaxTails)
            {
                explain(ReplyLines.Refusal(reply));
                break;
            }
        }

        return false;
    }
}
