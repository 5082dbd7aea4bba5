using System.Text;
using EventLoopServer.Chat.Commands.Accounts;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Commands;

/// <summary>Enters a room, or makes one of the member's rooms the current one.</summary>
internal static class JoinCommand
{
    /// <summary>
    /// The most bytes of a history line without its names and text, in any dialect.
    /// </summary>
    private const int LineBytes = 48;

    public static void Run(CommandContext context, in ClientRequest request)
    {
        Member member = context.Member;
        if (member.Find(request.Target) is { } membership)
        {
            member.Current = membership.Room;
            SendRoom(context, membership.Room, request.Id);
        }
        else if (MayEnter(context, request))
        {
            if (context.Directory.FindUnloaded(request.Target) is { } stored)
            {
                Load(context, request.Id, stored);
            }
            else if (FindOrMake(context, request, []) is { } room
                // The first join of a login is not limited.
                && (member.JoinPending || context.MaySendTo(room, request)))
            {
                Enter(context, room, request.Id);
            }
        }
    }

    /// <summary>Enters a room, and sends the member the room's state and history.</summary>
    public static void Enter(CommandContext context, Room room, ulong requestId)
    {
        context.Directory.Enter(context.Member, room, requestId, context.TimeMs);
        SendRoomAndHistory(context, room, requestId);
        if (context.Member.HasOthers)
        {
            SendOthers(context, room);
        }
    }

    /// <summary>
    /// Sends the room to the other devices of the member too. A line-based client gets one
    /// sentence: the usual text would say that its current room has changed.
    /// </summary>
    private static void SendOthers(CommandContext context, Room room)
    {
        Device own = context.Device;
        foreach (Device device in context.Member.Devices)
        {
            if (device == own)
            {
                continue;
            }

            if (device.Output.IsLineBased)
            {
                context.SendNotice(device, AccountSentences.EnteredToo(room.Name.Text));
            }
            else
            {
                context.Device = device;
                SendRoomAndHistory(context, room, requestId: 0);
            }
        }

        context.Device = own;
    }

    /// <summary>Sends the member the state and the last lines of a room that it is in.</summary>
    public static void SendRoomAndHistory(CommandContext context, Room room, ulong requestId)
    {
        SendRoom(context, room, requestId);
        if (room.RoomHistory.Count > 0)
        {
            // Without this limit a client could join in a loop and get a whole history for a few
            // bytes.
            int lines = room.RoomHistory.CountWithin(
                context.AnswerBytes, LineBytes + room.Name.Utf8.Length);
            PastLines.SendLatest(context, room, requestId, lines);
        }
    }

    /// <summary>
    /// Reads the last lines of an unloaded room, then enters it. When the disk is too slow, the
    /// member enters without past lines.
    /// </summary>
    private static void Load(CommandContext context, ulong requestId, StoredRoom stored)
    {
        byte[] name = Encoding.UTF8.GetBytes(stored.Name);
        var page = new PageQuery(stored.Name, context.Directory.Limits.HistoryLines);
        if (!context.TryAsk(page, HistoryCommand.WaitMs, EnterLoaded))
        {
            EnterLoaded(isAnswered: false);
        }

        void EnterLoaded(bool isAnswered)
        {
            // During the read another member may have loaded this room, or created so many rooms
            // that the limit is reached.
            var request = new ClientRequest { Id = requestId, Target = name };
            if (MayEnter(context, request)
                && FindOrMake(context, request, isAnswered ? page.Lines : null) is { } room)
            {
                Enter(context, room, requestId);
            }
        }
    }

    private static Room? FindOrMake(
        CommandContext context, in ClientRequest request, IReadOnlyList<StoredLine>? lines)
    {
        Room? room = context.Directory.FindOrMakeRoom(request.Target, lines);
        if (room is null)
        {
            context.Refuse(request, RefusalCode.RoomsFull);
        }

        return room;
    }

    private static bool MayEnter(CommandContext context, in ClientRequest request)
    {
        Member member = context.Member;
        RoomDirectory directory = context.Directory;
        if (NameRule.CheckRoom(request.Target) is { } fault)
        {
            context.Refuse(request, RefusalCode.RoomNameInvalid, fault);
        }
        else if (directory.FindAlike(request.Target) is { } alike)
        {
            context.Refuse(
                request, RefusalCode.RoomNameInvalid, ChatSentences.RoomLooksLike(alike));
        }
        else if (member.Rooms.Count >= directory.Limits.RoomsPerMember)
        {
            context.Refuse(request, RefusalCode.TooManyRooms, $"{member.Rooms.Count}");
        }
        else
        {
            return directory.FindRoom(request.Target) is not null
                || directory.FindUnloaded(request.Target) is not null
                || MayMake(context, request);
        }

        return false;
    }

    private static bool MayMake(CommandContext context, in ClientRequest request)
    {
        if (context.IsMuted)
        {
            // The room list would show all members the name that a muted member chose.
            context.RefuseMuted(request);
            return false;
        }

        // Without a store, a room ends with its last member. Only stored rooms accumulate.
        IMemberOutput output = context.Member.Output;
        if (context.Directory.IsKept
            && !output.IsLocal
            && !context.Access.NewRooms.TryTake(output.Prefix, context.NowMs))
        {
            context.Refuse(request, RefusalCode.TooManyNewRooms);
            return false;
        }

        return true;
    }

    /// <summary>Sends the member the state of a room that it is in.</summary>
    public static void SendRoom(CommandContext context, Room room, ulong requestId)
    {
        context.Member.Output.Send(new ServerEvent
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
        ReadCommand.Send(context, room);
    }
}
