using System.Globalization;
using System.Text;
using EventLoopServer.Chat.Files;
using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Files;

/// <summary>Offers a file to a room. The answer has the address for the upload.</summary>
internal static class OfferCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.FindOwnRoom(request) is not { } room || !context.MaySpeakIn(room, request))
        {
            return;
        }

        FileSlot? slot = context.Files.Offer(
            context.Member,
            room,
            (Encoding.UTF8.GetString(request.Text), request.Number),
            context.Now,
            out Refusal refusal);
        if (slot is null)
        {
            context.Refuse(request.Id, refusal);
            return;
        }

        context.Member.Output.Send(new ServerEvent
        {
            Kind = EventKind.Slot,
            RequestId = request.Id,
            TimeMs = context.TimeMs,
            Room = room.Name.Utf8,
            Text = request.Text,
            Number = request.Number,
            Detail = Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"/up/{FileShares.TextOf(slot.Key)}")),
            Count = (ulong)(context.Files.Limits.SlotMs / 1000),
            InLobby = room.IsLobby,
        });
    }
}
