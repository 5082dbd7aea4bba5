using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>Shows a sent private message on the other devices of its sender.</summary>
internal static class SentCopy
{
    /// <summary>
    /// Sends the copy with the receiver's name. It has no request id, because the other devices did
    /// not send the request.
    /// </summary>
    public static void Send(
        CommandContext context, in ClientRequest request, ReadOnlySpan<byte> receiver)
    {
        Member sender = context.Member;
        if (sender.HasOthers)
        {
            sender.CopyPrivate(new ServerEvent
            {
                Kind = EventKind.Told,
                SenderId = sender.Id,
                TimeMs = context.TimeMs,
                Name = sender.NameUtf8,
                Text = request.Text,
                Number = request.Number,
                Detail = receiver,
            });
        }
    }
}
