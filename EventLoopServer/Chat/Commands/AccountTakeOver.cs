using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// What a login does with an older connection of the same account: the new one takes over its name
/// and its rooms, and the older one is closed.
/// </summary>
internal static class AccountTakeOver
{
    /// <summary>
    /// A client without a name continues as the member of the older connection. Nobody else is
    /// notified. A role that the older connection got with the operators' password is not taken
    /// over, because the account's password does not give it.
    /// </summary>
    /// <returns>False when there is none, or when this client has a name already.</returns>
    public static bool TryContinue(
        CommandContext context, ulong requestId, Account account, string sentence)
    {
        Member own = context.Member;
        if (own.Name is not null
            || Find(context, account) is not { } member
            || !own.Output.TryContinueAs(member))
        {
            return false;
        }

        context.Member = member;
        member.LogOut();
        member.LogIn(account);
        NameCommand.TellNamed(context, requestId, old: default);
        TellRooms(
            context,
            requestId,
            [
                .. member.Rooms
                    .Select(static m => m.Room)
                    .OrderBy(room => room == member.Current),
            ]);
        context.Tell(member, sentence);
        return true;
    }

    /// <summary>
    /// A client with a name enters the rooms of the older connection. It does so before that one
    /// leaves, because a room can end with its last member.
    /// </summary>
    public static IReadOnlyList<Room> EnterRooms(CommandContext context, Account account)
    {
        Member member = context.Member;
        if (member.Name is null || Find(context, account) is not { } older)
        {
            return [];
        }

        Room[] missing =
        [
            .. older.Rooms
                .Select(static m => m.Room)
                .Where(room => !member.IsIn(room))
                .OrderBy(room => room == older.Current)
                .Take(context.Directory.Limits.RoomsPerMember - member.Rooms.Count),
        ];
        Room? current = older.Current;
        foreach (Room room in missing)
        {
            context.Directory.Enter(member, room, 0, context.TimeMs);
        }

        if (current is not null && member.IsIn(current))
        {
            member.Current = current;
        }

        return missing;
    }

    /// <summary>Closes the connections of members whose name is that of the account.</summary>
    public static void RemoveRivals(CommandContext context, Account account)
    {
        while (context.Directory.FindRival(account.Look, context.Member) is { } rival)
        {
            if (rival.Account == account)
            {
                rival.Output.Expel(GoodbyeReason.TakenOver, AccountSentences.LoggedInElsewhere);
            }
            else
            {
                rival.Output.Expel(GoodbyeReason.Kicked, AccountSentences.NameOfOwner);
            }

            context.Directory.RemoveMember(rival, context.TimeMs, AccountSentences.MovedOn);
        }
    }

    /// <summary>Sends the state and the last lines of rooms that were taken over.</summary>
    public static void TellRooms(
        CommandContext context, ulong requestId, IReadOnlyList<Room> rooms)
    {
        foreach (Room room in rooms)
        {
            JoinCommand.TellEntered(context, room, requestId);
        }
    }

    private static Member? Find(CommandContext context, Account account) =>
        context.Directory.FindMember(account.Utf8) is { } member
        && member.Account == account && member != context.Member
            ? member
            : null;
}
