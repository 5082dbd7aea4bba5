using EventLoopServer.Chat.Rooms;
using EventLoopServer.Sentences;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Commands;

/// <summary>Enters a room, or makes one of the member's rooms the current one.</summary>
internal static class JoinCommand
{
    /// <summary>Bytes of a history line beside its names and text, in any dialect.</summary>
    private const int LineBytes = 48;

    public static void Run(CommandContext context, in ClientRequest request)
    {
        Member member = context.Member;
        if (member.Find(request.Target) is { } membership)
        {
            member.Current = membership.Room;
            TellJoined(context, membership.Room, request.Id);
            return;
        }

        if (NameRule.CheckRoom(request.Target) is { } fault)
        {
            context.Refuse(request, RefusalCode.RoomNameInvalid, fault);
        }
        else if (context.Directory.FindAlike(request.Target) is { } alike)
        {
            context.Refuse(
                request,
                RefusalCode.RoomNameInvalid,
                ChatSentences.RoomLooksLike(alike.Name.Text));
        }
        else if (member.Rooms.Count >= context.Directory.Limits.RoomsPerMember)
        {
            context.Refuse(request, RefusalCode.TooManyRooms, $"{member.Rooms.Count}");
        }
        else if (context.IsMuted && context.Directory.FindRoom(request.Target) is null)
        {
            // The room list would show the name of a new room to all members.
            context.RefuseMuted(request);
        }
        else if (context.Directory.FindOrMakeRoom(request.Target) is not { } room)
        {
            context.Refuse(request, RefusalCode.RoomsFull);
        }
        else if (member.JoinPending || context.MaySendTo(room, request))
        {
            Enter(context, room, request.Id);
        }
    }

    /// <summary>Enters a room, and sends the member the room's state and history.</summary>
    public static void Enter(CommandContext context, Room room, ulong requestId)
    {
        context.Directory.Enter(context.Member, room, requestId, context.TimeMs);
        TellJoined(context, room, requestId);
        if (room.RoomHistory.Count > 0)
        {
            // Otherwise a client could join in a loop and get a whole history for a few bytes.
            int lines = room.RoomHistory.CountWithin(
                context.AnswerBytes, LineBytes + room.Name.Utf8.Length);
            HistoryCommand.TellPast(context, room, requestId, lines);
        }
    }

    private static void TellJoined(CommandContext context, Room room, ulong requestId) =>
        context.Member.Output.Tell(new ServerEvent
        {
            Kind = EventKind.Joined,
            RequestId = requestId,
            TimeMs = context.TimeMs,
            Sequence = room.NextSequence,
            Room = room.Name.Utf8,
            Text = room.Topic,
            Number = room.Incarnation,
            Count = (ulong)room.Members.Count,
            InLobby = room.IsLobby,
        });
}
