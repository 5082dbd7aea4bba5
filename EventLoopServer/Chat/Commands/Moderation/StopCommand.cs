using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>Stops the server gracefully, as a stop signal does.</summary>
internal static class StopCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        context.Note(ActionSentences.StoppedServer);
        context.Done(request);
        context.Access.Server.Stop();
    }
}
