using System.Text;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Takes a ban back.</summary>
internal static class UnbanCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        string target = Encoding.UTF8.GetString(request.Target);
        bool isAddress =
            context.House.Office.TryReadOrigin(target, out Origin origin, out _);
        IReadOnlyList<Sanction> gone = isAddress
            ? context.House.Bans.Remove(null, origin)
            : context.House.Bans.Remove(LookAlike.Skeleton(request.Target), null);
        if (gone.Count == 0)
        {
            context.RefuseQuoting(request, RefusalCode.NotListed, request.Target);
            return;
        }

        context.Note($"unbanned {gone[0].Subject}");
        context.Notice(request, $"{gone[0].Subject} may come in again.");
    }
}
