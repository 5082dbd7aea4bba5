using Protocol;
using Protocol.Framing;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// Lists the rooms, the oldest first: how many are in each, and what it is about.
/// </summary>
internal static class RoomsCommand
{
    /// <summary>
    /// Bytes of one entry beside its topic: two lengths, a count and the longest name.
    /// </summary>
    private const int EntryBytes = WireLimits.RoomNameBytes + WireLimits.TopicBytes + 16;

    public static void Run(CommandContext context, in ClientRequest request)
    {
        IReadOnlyList<Room> rooms = context.Lobby.Rooms;
        int listed = Math.Min(rooms.Count, WireLimits.ListEntries);
        var space = new byte[listed * EntryBytes];
        var entries = new ByteWriter(space);
        for (int i = 0; i < listed; i++)
        {
            Room room = rooms[i];
            ListReader.Write(ref entries, room.Name.Utf8, (ulong)room.Members.Count, room.Topic);
        }

        context.Member.Delivery.Tell(new ServerEvent
        {
            Kind = EventKind.Rooms,
            RequestId = request.Id,
            TimeMs = context.TimeMs,
            Count = (ulong)rooms.Count,
            Entries = space.AsSpan(0, entries.Written),
        });
    }
}
