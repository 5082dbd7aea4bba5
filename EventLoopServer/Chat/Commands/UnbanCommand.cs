using System.Text;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Takes a ban back.</summary>
internal static class UnbanCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        string target = Encoding.UTF8.GetString(request.Target);
        OriginForm form = context.House.Office.ReadOrigin(target, out Origin origin, out _);
        IReadOnlyList<Sanction> gone = form == OriginForm.Origin
            ? context.House.Bans.Remove(null, origin)
            : context.House.Bans.Remove(NameLook.Of(request.Target), null);
        if (gone.Count == 0)
        {
            if (form is OriginForm.Wrong or OriginForm.TooSmall)
            {
                context.RefuseOrigin(request, form);
            }
            else
            {
                context.RefuseQuoting(request, RefusalCode.NotListed, request.Target);
            }

            return;
        }

        context.Note($"unbanned {gone[0].Subject}");
        context.Notice(request, $"{gone[0].Subject} may come in again.");
    }
}
