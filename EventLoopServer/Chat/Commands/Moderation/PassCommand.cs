using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>Checks the password that a client needs before it gets a name.</summary>
internal static class PassCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.Access.Entry is not { } password || context.Member.PasswordAccepted)
        {
            context.Done(request, ModerationSentences.NoPasswordNeeded);
        }
        else
        {
            password.Try(context, request, Accept);
        }
    }

    private static void Accept(CommandContext context, ulong requestId)
    {
        context.Member.PasswordAccepted = true;
        context.Done(
            new ClientRequest { Id = requestId }, ModerationSentences.PasswordRight);
    }
}
