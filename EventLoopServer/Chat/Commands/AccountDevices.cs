using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// The steps of a login when the account already has connections. The new connection becomes a
/// further device of the account's member. Other members get no event.
/// </summary>
internal static class AccountDevices
{
    /// <summary>
    /// Most devices of an account: a desk, a laptop, a phone and some forgotten ones. Each line to
    /// an account is sent to all of them.
    /// </summary>
    public const int Most = 8;

    /// <summary>
    /// The member of an account. Returns null when all of its devices are about to leave, for
    /// example after a kick or <c>/quit</c>.
    /// </summary>
    public static Member? Find(RoomDirectory directory, Account account)
    {
        if (directory.FindMember(account.Utf8) is { } member && member.Account == account)
        {
            foreach (Device device in member.Devices)
            {
                if (!device.Output.IsLeaving)
                {
                    return member;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Makes space for one more device, if necessary by closing a device without a connection.
    /// </summary>
    /// <returns>False when the member has too many connections.</returns>
    public static bool TryMakeSpace(Member member)
    {
        int stay = 0;
        Device? away = null;
        foreach (Device device in member.Devices)
        {
            if (!device.Output.IsLeaving)
            {
                stay++;
                away ??= device.Output.IsAway ? device : null;
            }
        }

        if (stay >= Most)
        {
            away?.Output.Expel(GoodbyeReason.TakenOver, GoodbyeSentences.TakenOver);
        }

        return stay < Most || away is not null;
    }

    /// <summary>
    /// Moves the device that has logged in to the member of its account. A guest leaves its rooms
    /// first.
    /// </summary>
    public static void Add(
        CommandContext context, ulong requestId, Member member, string sentence)
    {
        Member guest = context.Member;
        Device device = context.Device;
        byte[] before = guest.NameUtf8.ToArray();
        Room[] left = [.. guest.Rooms.Select(static m => m.Room)];
        while (guest.Rooms.Count > 0)
        {
            context.Directory.Leave(
                guest.Rooms[^1], 0, context.TimeMs, AccountSentences.LoggedInToAccount);
        }

        context.Directory.Move(device, member);
        context.Device = device;
        context.Access.ApplyMute(member, context.NowMs);
        NameCommand.SendNamed(context, requestId, before);
        foreach (Room room in left)
        {
            if (!member.IsIn(room))
            {
                context.SendParted(room, requestId: 0);
            }
        }

        SendRooms(context, requestId, left);
        context.SendNotice(member, sentence);
        SendOthers(context, AccountSentences.ConnectedToo(
            device.Output.Address, member.Devices.Length));
    }

    /// <summary>Sends a notice to the other devices of the member.</summary>
    public static void SendOthers(CommandContext context, string sentence)
    {
        foreach (Device device in context.Member.Devices)
        {
            if (device != context.Device)
            {
                context.SendNotice(device, sentence);
            }
        }
    }

    /// <summary>
    /// Closes the connections of other members whose name equals or looks like the account's.
    /// </summary>
    public static void RemoveRivals(CommandContext context, Account account)
    {
        while (context.Directory.FindRival(account.Skeletons, context.Member) is { } rival)
        {
            if (rival.Account == account)
            {
                rival.Expel(GoodbyeReason.TakenOver, GoodbyeSentences.TakenOver);
            }
            else
            {
                rival.Expel(GoodbyeReason.Kicked, AccountSentences.NameOfOwner);
            }

            context.Directory.RemoveMember(rival, context.TimeMs, AccountSentences.MovedOn);
        }
    }

    /// <summary>
    /// Sends the state of all rooms, the current room last. For rooms that are new to the client,
    /// also sends the last lines.
    /// </summary>
    private static void SendRooms(CommandContext context, ulong requestId, Room[] known)
    {
        Member member = context.Member;
        foreach (Room room in member.Rooms
            .Select(static m => m.Room)
            .OrderBy(room => room == member.Current)
            .ToArray())
        {
            if (known.Contains(room))
            {
                JoinCommand.SendRoom(context, room, requestId);
            }
            else
            {
                JoinCommand.SendRoomAndHistory(context, room, requestId);
            }
        }
    }
}
