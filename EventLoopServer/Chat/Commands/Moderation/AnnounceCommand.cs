using System.Text;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Moderation;

/// <summary>
/// Sends an announcement to all members of the server, whether or not they are in a room.
/// </summary>
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
                context.SendNotice(member, ModerationSentences.Announcement(text));
                told++;
            }
        }

        context.Note(ActionSentences.Announced(text));
        context.Notice(request, ModerationSentences.Told(told));
    }
}
