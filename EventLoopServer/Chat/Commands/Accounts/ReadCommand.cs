using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>
/// Marks a room as read up to a number, for all devices of an account. A mark never moves back,
/// because a device that was away for a long time sends an old number.
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
                    device.Output.Send(read);
                }
            }
        }

        context.Done(request);
    }

    /// <summary>
    /// Sends a device how far its user has read a room; 0 when nothing was read. Clients of guests
    /// get no mark, and therefore send none.
    /// </summary>
    public static void Send(CommandContext context, Room room)
    {
        if (context.Member.Account is { } account && context.Device.Output.TakesReadMarks)
        {
            context.Device.Output.Send(Event(context, room, PositionIn(account, room)));
        }
    }

    /// <summary>
    /// Sends the marks of all rooms, for a member that is in rooms before its login.
    /// </summary>
    public static void SendAll(CommandContext context)
    {
        foreach (Membership membership in context.Member.Rooms)
        {
            Send(context, membership.Room);
        }
    }

    /// <summary>
    /// The number up to which a room was read. A crash can lose lines after the last stored one,
    /// and new lines then get the same numbers. The mark therefore ends at the last stored line.
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
