using System.Buffers;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Commands;
using EventLoopServer.Chat.Resuming;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using Protocol;
using Protocol.Framing;
using Protocol.Messages;

namespace EventLoopServer.Sessions.Resuming;

/// <summary>The events that a client is sent when its session continues.</summary>
internal static class ResumeAnswer
{
    /// <summary>The bytes of an entry without the name of its room.</summary>
    private const int EntryBytes = 32;

    /// <summary>
    /// Sends, for each room of the request, the number up to which the client's lines are still
    /// valid.
    /// </summary>
    public static void SendResumed(
        CommandContext context, in ClientRequest request, ResumableSession found)
    {
        Member member = context.Member;
        byte[] space = ArrayPool<byte>.Shared.Rent(
            (request.Text.Length * 2) + EntryBytes + (request.Text.Length / 3 * EntryBytes));
        var writer = new ByteWriter(space);
        var known = new RoomPositions(request.Text);
        ulong count = 0;
        while (count < WireLimits.RoomsPerClient && known.Next())
        {
            Room? room = member.Find(known.Room)?.Room;
            ListReader.Write(
                ref writer,
                known.Room,
                room?.LastKeptOf(known.Incarnation) ?? 0,
                room is null ? "gone"u8
                    : HasAllAfter(context, room, known.Sequence) ? default
                    : "expired"u8);
            count++;
        }

        member.Output.Send(new ServerEvent
        {
            Kind = EventKind.Resumed,
            RequestId = request.Id,
            SenderId = member.Id,
            TimeMs = context.TimeMs,
            Sequence = context.Device.PrivateSequence,
            Name = member.NameUtf8,
            Number = found.LastAccepted,
            Count = count,
            Entries = space.AsSpan(0, writer.Written),
        });
        ArrayPool<byte>.Shared.Return(space);
    }

    /// <summary>
    /// True when the client can read all lines after a number. A server with a store has all of
    /// them until they expire.
    /// </summary>
    private static bool HasAllAfter(CommandContext context, Room room, ulong sequence) =>
        context.Directory.IsKept
        || sequence + 1 >= room.NextSequence
        || room.RoomHistory.Covers(new PageQuery(room.Name.Text, 1) { After = sequence });

    /// <summary>Sends the answers and the private lines that the client has not received.</summary>
    public static void SendMissed(
        CommandContext context, in ClientRequest request, ResumableSession found)
    {
        OutcomeRing outcomes = found.Outcomes;
        for (int i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i].RequestId > request.Number)
            {
                context.Device.Answer(outcomes[i]);
            }
        }

        int position = 0;
        while ((position = found.PrivateLines.Read(position, out ServerEvent line)) >= 0)
        {
            if (line.Sequence > request.Count)
            {
                context.Member.Output.Send(line);
            }
        }
    }

    /// <summary>
    /// Sends the state of each room. The current room comes last, so that the client makes it its
    /// current room too.
    /// </summary>
    public static void SendRooms(CommandContext context, ulong requestId)
    {
        Member member = context.Member;
        foreach (Membership membership in member.Rooms)
        {
            if (membership.Room != member.Current)
            {
                JoinCommand.SendRoom(context, membership.Room, requestId);
            }
        }

        if (member.Current is { } current)
        {
            JoinCommand.SendRoom(context, current, requestId);
        }
    }
}
