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
            if (reply is null || IsRejected(reply))
            {
                await client.DisposeAsync();
            }
        }

        if (IsRejected(reply))
        {
            throw new ChatException(
                ChatErrorKind.WrongPassword,
                TextRule.Defuse(
                    Encoding.UTF8.GetBytes($"{reply.Sentence} {reply.Advice}".Trim())));
        }
    }

    /// <summary>
    /// True if the server refused the password. An older server without passwords does not know the
    /// command: that is no error.
    /// </summary>
    private static bool IsRejected(Reply reply) => reply is
    { IsRefused: true, RefusalCode: not RefusalCode.UnknownCommand };
}
