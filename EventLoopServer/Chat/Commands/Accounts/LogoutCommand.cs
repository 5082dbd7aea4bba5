using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>Logs a member out. It gets another name, because its own is reserved.</summary>
internal static class LogoutCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        Member member = context.Member;
        if (member.Account is not { } account)
        {
            context.Refuse(request, RefusalCode.NotLoggedIn);
            return;
        }

        if (context.IsMuted)
        {
            // Others are sent the new name.
            context.RefuseMuted(request);
            return;
        }

        member.LogOut();
        context.Accounts.Leave(account);
        byte[] name = FreeName.Derive(context.Directory, member, "guest"u8);
        context.GoesAhead = true;
        context.Commands.Run(context, new ClientRequest
        {
            Verb = RequestVerb.Rename,
            Id = request.Id,
            Target = name,
        });
    }
}
