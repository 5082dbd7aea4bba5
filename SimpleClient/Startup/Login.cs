using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;
using SimpleClient.Sentences;

namespace SimpleClient.Startup;

/// <summary>
/// The login after the welcome. When the server refuses the name or requires a password, the
/// program asks the user.
/// </summary>
internal sealed class Login(ChatClient client, TextWriter error, StartupPrompts? prompts)
{
    /// <summary>The accepted password that the user typed; null: none.</summary>
    public string? Password { get; private set; }

    /// <summary>Takes a name.</summary>
    /// <returns>False when the client got no name.</returns>
    public async Task<bool> TakeNameAsync(string name)
    {
        string? next = name;
        while (next is not null)
        {
            Reply reply = await client.NameAsync(next);
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

    /// <summary>Asks for the password until the server accepts it or ends the attempts.</summary>
    private async Task<bool> GivePasswordAsync(StartupPrompts asking)
    {
        while (asking.AskPassword() is { } password)
        {
            Reply reply = await client.PassAsync(password);
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
