using EventLoopServer.Chat.Rooms;
using Protocol;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Shows or sets the topic of a room.</summary>
internal static class TopicCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.FindOwnRoom(request) is not { } room)
        {
            return;
        }

        if (request.Text.IsEmpty)
        {
            Show(context, request, room);
        }
        else if (request.Text.Length > WireLimits.TopicBytes)
        {
            context.Refuse(request, RefusalCode.TopicTooLong, $"{WireLimits.TopicBytes}");
        }
        else if (context.MaySendTo(room, request))
        {
            context.Propose(EventKind.TopicSet, room, request);
        }
    }

    private static void Show(CommandContext context, in ClientRequest request, Room room) =>
        context.Member.Output.Send(new ServerEvent
        {
            Kind = EventKind.TopicIs,
            RequestId = request.Id,
            SenderId = room.TopicSetterId,
            TimeMs = room.TopicTimeMs,
            Room = room.Name.Utf8,
            Name = room.TopicSetter,
            Text = room.Topic,
            InLobby = room.IsLobby,
        });
}
