using EventLoopServer.Chat.Commands.Accounts;
using EventLoopServer.Chat.Resuming;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>Sends a private message, with the receiver's next private sequence number.</summary>
internal static class TellCommand
{
    public static void Run(CommandContext context, in ClientRequest request)
    {
        Member sender = context.Member;
        Member? receiver = context.Directory.FindMember(request.Target);
        if (AwayMessages.FindAway(context, request.Target, receiver) is { } account)
        {
            AwayMessages.Add(context, request, account);
            return;
        }

        if (receiver is not { JoinPending: false })
        {
            context.RefuseQuoting(request, RefusalCode.NoSuchPerson, request.Target);
            return;
        }

        if (!context.MaySendTo(receiver, request))
        {
            return;
        }

        int bytes = sender.NameUtf8.Length + request.Text.Length;
        if (receiver.IsAway && receiver.Resumable?.PrivateLines.MustRefuse(bytes) == true)
        {
            context.RefuseQuoting(request, RefusalCode.ReceiverAway, receiver.NameUtf8);
            return;
        }

        if (!TryStore(context, request, out bool isUnstored))
        {
            context.Refuse(request, RefusalCode.StoreBusy);
            return;
        }

        var told = new ServerEvent
        {
            Kind = EventKind.Told,
            RequestId = request.Id,
            SenderId = sender.Id,
            TimeMs = context.TimeMs,
            Name = sender.NameUtf8,
            Text = request.Text,
            Number = request.Number,
        };
        receiver.SendPrivate(told);
        if (receiver != sender)
        {
            SentCopy.Send(context, request, receiver.NameUtf8);
        }

        sender.Done(request.Id, context.TimeMs, isUnstored: isUnstored);
    }

    /// <summary>
    /// Stores that a request of a resumable session was accepted, so that a restart does not run
    /// the request again. The text is not stored.
    /// </summary>
    private static bool TryStore(
        CommandContext context, in ClientRequest request, out bool isUnstored)
    {
        isUnstored = false;
        Member sender = context.Member;
        if (sender.Resumable is not { } session || request.Id == 0)
        {
            return true;
        }

        IChatStore store = context.Directory.Store;
        long before = store.Appended;
        bool isAccepted = store.TryAppend(new StoredMessage
        {
            Kind = EventKind.Told,
            Room = default,
            Incarnation = 0,
            Sequence = 0,
            TimeMs = context.TimeMs,
            SenderId = sender.Id,
            RequestId = request.Id,
            Session = session.Id,
            Name = default,
        });
        if (isAccepted)
        {
            isUnstored = store.Appended == before && context.Directory.IsKept;
            session.Accept(
                new Outcome(request.Id, context.TimeMs, [], 0, null) { IsUnstored = isUnstored },
                store.Appended);
            if (store.Appended != before)
            {
                sender.Output.Stored(store.Appended, request.Id);
            }
        }

        return isAccepted;
    }
}
