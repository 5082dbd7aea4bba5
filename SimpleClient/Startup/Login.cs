using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Sentences;

namespace SimpleClient.Startup;

/// <summary>
/// The login after the welcome. When the server refuses the name or requires a password, the
/// program asks the user. A server closes a connection that gets no name for some time (20 s by
/// default), so a slow answer needs another connection.
/// </summary>
/// <param name="client">The first client; it has no name.</param>
/// <param name="error">Receives refusals.</param>
/// <param name="prompts">The questions; null when nobody can be asked.</param>
/// <param name="connect">
/// Connects again, with the server's password if the user has typed it; null to stay with the first
/// client.
/// </param>
internal sealed class Login(
    ChatClient client,
    TextWriter error,
    StartupPrompts? prompts,
    Func<string?, Task<ChatClient>>? connect = null) : IAsyncDisposable
{
    /// <summary>The client that is or will be logged in.</summary>
    public ChatClient Client { get; private set; } = client;

    /// <summary>The accepted password that the user typed; null when there is none.</summary>
    public string? Password { get; private set; }

    /// <summary>Takes a name.</summary>
    /// <returns>False when the client got no name.</returns>
    public async Task<bool> HandleNameAsync(string name)
    {
        string? next = name;
        while (next is not null)
        {
            await StayConnectedAsync();
            Reply reply = await Client.NameAsync(next);
            if (!reply.IsRefused)
            {
                return true;
            }

            if (reply.RefusalCode == RefusalCode.PasswordNeeded && prompts is not null)
            {
                if (!await GivePasswordAsync(prompts))
                {
                    return false;
                }
            }
            else
            {
                string advice = reply.RefusalCode == RefusalCode.PasswordNeeded
                    ? InputSentences.GivePassword(PasswordSource.Variable)
                    : reply.Advice;
                error.WriteLine(ReplyLines.Refusal(reply.Sentence, advice));
                next = prompts?.AskName();
            }
        }

        return false;
    }

    /// <summary>Logs in to an account.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="given">Its password; null when it is asked for.</param>
    /// <returns>False when the client is not logged in.</returns>
    public async Task<bool> LogInAsync(string name, string? given)
    {
        if (given is null && await ContinueAsync(name))
        {
            return true;
        }

        string? password = given ?? prompts?.AskPassword(StartupSentences.LoginPassword(name));
        if (password is null && prompts is null)
        {
            error.WriteLine(StartupSentences.LoginPasswordMissing(PasswordSource.LoginVariable));
        }

        while (password is not null)
        {
            await StayConnectedAsync();
            Reply reply = await Client.LoginAsync(name, password);
            if (!reply.IsRefused)
            {
                return true;
            }

            if (reply.RefusalCode == RefusalCode.PasswordNeeded && prompts is not null)
            {
                if (!await GivePasswordAsync(prompts))
                {
                    return false;
                }

                continue;
            }

            error.WriteLine(ReplyLines.Refusal(reply));
            password = reply.RefusalCode == RefusalCode.LoginWrong
                ? prompts?.AskPassword(StartupSentences.LoginPassword(name))
                : null;
        }

        return false;
    }

    public ValueTask DisposeAsync() => Client.DisposeAsync();

    private async Task StayConnectedAsync()
    {
        if (Client.IsClosed && connect is not null)
        {
            await Client.DisposeAsync();
            Client = await connect(Password);
        }
    }

    /// <summary>Logs in with the stored token, if there is one.</summary>
    private async Task<bool> ContinueAsync(string name)
    {
        if (Client.Login.Tokens is not { } tokens || tokens.Find(name) is not { } token)
        {
            Show(Client.Login.Tokens?.TakeFault() ?? "");
            return false;
        }

        Reply? reply = await Client.ResumeAsync(token);
        if (reply?.RefusalCode == RefusalCode.PasswordNeeded && prompts is not null
            && await GivePasswordAsync(prompts))
        {
            reply = await Client.ResumeAsync(token);
        }

        if (reply is { IsRefused: false })
        {
            Client.Login.Continue(Client.Name);
            return true;
        }

        if (reply?.RefusalCode == RefusalCode.SessionUnknown)
        {
            tokens.Remove(name);
            Show(StartupSentences.LoginExpired);
        }
        else if (reply is not null)
        {
            Show(ReplyLines.Refusal(reply));
        }

        return false;
    }

    private void Show(string sentence)
    {
        if (sentence.Length > 0)
        {
            error.WriteLine(sentence);
        }
    }

    /// <summary>Asks for the password until the server accepts it or ends the attempts.</summary>
    private async Task<bool> GivePasswordAsync(StartupPrompts asking)
    {
        while (asking.AskPassword() is { } password)
        {
            await StayConnectedAsync();
            Reply reply = await Client.PassAsync(password);
            if (!reply.IsRefused)
            {
                Password = password;
                return true;
            }

            error.WriteLine(ReplyLines.Refusal(reply));
            if (reply.RefusalCode == RefusalCode.TooManyTries)
            {
                return false;
            }
        }

        return false;
    }
}
