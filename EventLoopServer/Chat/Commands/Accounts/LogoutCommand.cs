using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>
/// Logs a member out, and gives it another name, because the account's name is reserved. If the
/// member has several devices, only this one is logged out: it becomes a new member in the lobby.
/// Private messages that the client has not confirmed are sent again at the next login.
/// </summary>
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
            // The logout would send a new name to other members.
            context.RefuseMuted(request);
            return;
        }

        if (member.HasOthers)
        {
            Split(context, request.Id);
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

    private static void Split(CommandContext context, ulong requestId)
    {
        Device device = context.Device;
        Room[] left = [.. context.Member.Rooms.Select(static m => m.Room)];
        context.Member = context.Directory.Split(device);
        foreach (Room room in left)
        {
            if (!room.IsLobby)
            {
                context.SendParted(room, requestId: 0);
            }
        }

        context.GoesAhead = true;
        context.Commands.Run(context, new ClientRequest
        {
            Verb = RequestVerb.Name,
            Id = requestId,
            Target = FreeName.Derive(context.Directory, context.Member, "guest"u8),
        });
    }
}
