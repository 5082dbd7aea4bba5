using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Sends past lines of a room. An event with their number precedes them.</summary>
internal static class PastLines
{
    private const long DayMs = 24 * 60 * 60 * 1000;

    /// <summary>Sends a number of the latest lines of the room's history, oldest first.</summary>
    public static void SendLatest(
        CommandContext context, Room room, ulong requestId, int lines) =>
        Send(context, room, requestId, newest: 0, lines, default);

    /// <summary>Sends a part of the room's history, oldest first.</summary>
    /// <param name="context">The member and the time.</param>
    /// <param name="room">The room.</param>
    /// <param name="requestId">The request to be answered.</param>
    /// <param name="newest">The distance of the last line from the newest one.</param>
    /// <param name="lines">The number of lines.</param>
    /// <param name="older">
    /// Whether older lines exist, as a word for programs; empty when they may exist.
    /// </param>
    public static void Send(
        CommandContext context,
        Room room,
        ulong requestId,
        int newest,
        int lines,
        ReadOnlySpan<byte> older)
    {
        SendCount(context, room, requestId, lines, older);
        for (int back = newest + lines - 1; back >= newest; back--)
        {
            SendLine(context, room.RoomHistory.FromNewest(back, room));
        }
    }

    /// <summary>Sends stored lines.</summary>
    public static void Send(
        CommandContext context,
        Room room,
        ulong requestId,
        ReadOnlySpan<StoredLine> lines,
        ReadOnlySpan<byte> older)
    {
        SendCount(context, room, requestId, lines.Length, older);
        foreach (StoredLine line in lines)
        {
            SendLine(context, line.ToEvent(room.Name.Utf8, room.IsLobby));
        }
    }

    private static void SendCount(
        CommandContext context, Room room, ulong requestId, int lines, ReadOnlySpan<byte> older) =>
        context.Member.Output.Send(new ServerEvent
        {
            Kind = EventKind.Past,
            RequestId = requestId,
            TimeMs = context.TimeMs,
            Room = room.Name.Utf8,
            Number = room.Incarnation,
            Count = (ulong)lines,
            Detail = older,
            InLobby = room.IsLobby,
        });

    private static void SendLine(CommandContext context, in ServerEvent e) =>
        context.Member.Output.Send(
            e with { IsDated = e.TimeMs / DayMs != context.TimeMs / DayMs });
}
