using System.Text;
using Protocol.Messages;
using Protocol.Names;

namespace SimpleClient.Library;

/// <summary>Sends the server's password after the welcome.</summary>
internal static class ServerPassword
{
    /// <summary>Sends the password, if there is one. A wrong one closes the client.</summary>
    /// <exception cref="ChatException">The server refuses the password.</exception>
    public static async Task GiveAsync(
        ChatClient client, string? password, CancellationToken cancellation)
    {
        if (password is null)
        {
            return;
        }

        Reply? reply = null;
        try
        {
            reply = await client.PassAsync(password, cancellation);
        }
        finally
        {
            if (reply is null || IsWrong(reply))
            {
                await client.DisposeAsync();
            }
        }

        if (IsWrong(reply))
        {
            throw new ChatException(
                ChatErrorKind.WrongPassword,
                TextRule.Defuse(
                    Encoding.UTF8.GetBytes($"{reply.Sentence} {reply.Advice}".Trim())));
        }
    }

    /// <summary>
    /// True for a wrong password. A server from before passwords refuses the verb as an unknown
    /// command, which is no error.
    /// </summary>
    private static bool IsWrong(Reply reply) => reply is
    { IsRefused: true, RefusalCode: not RefusalCode.UnknownCommand };
}
