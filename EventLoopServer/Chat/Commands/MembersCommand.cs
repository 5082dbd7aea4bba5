using EventLoopServer.Chat.Rooms;
using Protocol;
using Protocol.Commands;
using Protocol.Framing;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Lists the members of a room, sorted by name.</summary>
internal static class MembersCommand
{
    /// <summary>Bytes of one entry: two lengths, an id of ten bytes and the longest name.</summary>
    private const int EntryBytes = WireLimits.NameBytes + 12;

    /// <summary>
    /// A target that lists all members of all rooms, for operators. No room has this name.
    /// </summary>
    private static ReadOnlySpan<byte> Everybody => "*"u8;

    public static void Run(CommandContext context, in ClientRequest request)
    {
        Role role = context.Member.Role;
        if ((role == Role.Console && request.Target.IsEmpty)
            || (role >= Role.Operator && request.Target.SequenceEqual(Everybody)))
        {
            MemberList.Send(context, request);
            return;
        }

        Room? room = request.Target.IsEmpty
            ? context.Member.Current ?? context.Directory.Main
            : context.Directory.FindRoom(request.Target);
        if (room is null)
        {
            context.RefuseQuoting(request, RefusalCode.NoSuchRoom, request.Target);
            return;
        }

        context.CostAnswer(room.Members.Count, perMessage: 64);

        // Sorted, because the order of the room's list depends on past joins and leaves.
        List<Member> members = [.. room.Members.Select(m => m.Member)];
        members.Sort((a, b) => string.CompareOrdinal(a.Name!.Text, b.Name!.Text));
        int listed = Math.Min(members.Count, WireLimits.ListEntries);
        var space = new byte[listed * EntryBytes];
        var entries = new ByteWriter(space);
        for (int i = 0; i < listed; i++)
        {
            ListReader.Write(ref entries, members[i].NameUtf8, members[i].Id, default);
        }

        context.Member.Output.Send(new ServerEvent
        {
            Kind = EventKind.Members,
            RequestId = request.Id,
            TimeMs = context.TimeMs,
            Room = room.Name.Utf8,
            Count = (ulong)members.Count,
            Entries = space.AsSpan(0, entries.Written),
            InLobby = room.IsLobby,
        });
    }
}
