using System.Text;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>Tells everybody on the server something, whatever rooms they are in.</summary>
internal static class AnnounceCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        string text = Encoding.UTF8.GetString(request.Text);
        int told = 0;
        foreach (Member member in context.Directory.Named)
        {
            if (!member.JoinPending)
            {
                context.Tell(member, $"Announcement: {text}");
                told++;
            }
        }

        context.Note($"announced: {text}");
        context.Notice(request, told == 1 ? "1 person was told." : $"{told} people were told.");
    }
}
