using EventLoopServer.Chat.Rooms;
using Protocol;
using Protocol.Framing;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// Lists the rooms, oldest first, with the number of members and the topic of each.
/// </summary>
internal static class RoomsCommand
{
    /// <summary>
    /// Most bytes of one entry without its name and topic: two lengths and a count.
    /// </summary>
    private const int EntryBytes = 16;

    public static void Run(CommandContext context, in ClientRequest request)
    {
        IReadOnlyList<Room> rooms = context.Directory.Rooms;
        context.CostAnswer(rooms.Count, perMessage: 64);
        int listed = Math.Min(rooms.Count, WireLimits.ListEntries);
        int bytes = 0;
        for (int i = 0; i < listed; i++)
        {
            bytes += EntryBytes + rooms[i].Name.Utf8.Length + rooms[i].Topic.Length;
        }

        var space = new byte[bytes];
        var entries = new ByteWriter(space);
        for (int i = 0; i < listed; i++)
        {
            Room room = rooms[i];
            ListReader.Write(ref entries, room.Name.Utf8, (ulong)room.Members.Count, room.Topic);
        }

        context.Member.Output.Send(new ServerEvent
        {
            Kind = EventKind.Rooms,
            RequestId = request.Id,
            TimeMs = context.TimeMs,
            Count = (ulong)rooms.Count,
            Entries = space.AsSpan(0, entries.Written),
        });
    }
}
