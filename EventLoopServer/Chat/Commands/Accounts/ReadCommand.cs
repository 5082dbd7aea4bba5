using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>
/// Marks a room as read up to a number, for all devices of an account. A mark never goes back: a
/// device that was away for long sends an old number.
/// </summary>
internal static class ReadCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        Member member = context.Member;
        if (member.Account is not { } account)
        {
            context.Refuse(request, RefusalCode.NotLoggedIn);
            return;
        }

        if (context.FindOwnRoom(request) is not { } room)
        {
            return;
        }

        ulong sequence = Math.Min(request.Number, room.NextSequence - 1);
        if (sequence > PositionIn(account, room))
        {
            account.ReadMarks.Set(new ReadMark(room.Name.Key, room.Incarnation, sequence));
            context.Accounts.ReadMarksChanged(account);
            ServerEvent read = Event(context, room, sequence);
            foreach (Device device in member.Devices)
            {
                if (device != context.Device && device.Output.TakesReadMarks)
                {
                    device.Output.Tell(read);
                }
            }
        }

        context.Done(request);
    }

    /// <summary>
    /// Sends a device how far the user of an account has read a room; 0: nothing yet. A client of a
    /// guest gets nothing, and so sends no marks.
    /// </summary>
    public static void Tell(CommandContext context, Room room)
    {
        if (context.Member.Account is { } account && context.Device.Output.TakesReadMarks)
        {
            context.Device.Output.Tell(Event(context, room, PositionIn(account, room)));
        }
    }

    /// <summary>The same for all rooms: a user who is in them has logged in.</summary>
    public static void TellAll(CommandContext context)
    {
        foreach (Membership membership in context.Member.Rooms)
        {
            Tell(context, membership.Room);
        }
    }

    /// <summary>
    /// The number up to which a room was read. After a crash, lines above the last kept one were
    /// lost: their numbers belong to others now.
    /// </summary>
    private static ulong PositionIn(Account account, Room room) =>
        account.ReadMarks.Find(room.Name.Utf8) is { } mark
            ? Math.Min(mark.Sequence, room.LastKeptOf(mark.Incarnation))
            : 0;

    private static ServerEvent Event(CommandContext context, Room room, ulong sequence) => new()
    {
        Kind = EventKind.Read,
        SenderId = context.Member.Id,
        TimeMs = context.TimeMs,
        Room = room.Name.Utf8,
        Number = room.Incarnation,
        Sequence = sequence,
    };
}
