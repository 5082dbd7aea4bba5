using EventLoopServer.Chat.Moderation;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat;

/// <summary>The answer to any kind of wrong password.</summary>
internal static class WrongPassword
{
    /// <summary>
    /// Refuses the request. After too many wrong passwords, closes the connection.
    /// </summary>
    public static void Refuse(CommandContext context, ulong requestId, RefusalCode code)
    {
        Member member = context.Member;
        if (++member.Device.WrongPasswords < PasswordAttempts.PerConnection)
        {
            context.Refuse(requestId, Refusal.For(code));
        }
        else
        {
            context.Refuse(requestId, Refusal.For(RefusalCode.TooManyTries));
            member.Output.Expel(GoodbyeReason.WrongPassword, GoodbyeSentences.WrongPassword);
        }
    }
}
