using System.Buffers.Binary;
using System.Security.Cryptography;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Resuming;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Chat.Waiting;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>
/// Private messages to an account whose owner is away. The store keeps them until the owner is
/// back.
/// </summary>
internal static class AwayMessages
{
    /// <summary>
    /// The account that a message is stored for. Null when the message can be sent at once, or when
    /// no member or account has the name.
    /// </summary>
    /// <param name="context">The context, for the time and the accounts.</param>
    /// <param name="name">The receiver's name.</param>
    /// <param name="receiver">The member with this name, or null.</param>
    public static Account? FindAway(
        CommandContext context, ReadOnlySpan<byte> name, Member? receiver) =>
        receiver switch
        {
            null when context.Accounts.Find(name) is { } account
                && !account.IsReleased(context.TimeMs) => account,
            { Account: { } account } when receiver.IsAway || account.Unread.IsDelivering
                || MustWait(receiver, account) => account,
            _ => null,
        };

    /// <summary>Stores a message.</summary>
    public static void Add(CommandContext context, in ClientRequest request, Account account)
    {
        Member sender = context.Member;
        UnreadMessages unread = account.Unread;
        long key = KeyOf(sender);
        int bytes = sender.NameUtf8.Length + request.Text.Length;
        if (!context.MayStore())
        {
            return;
        }

        if (!unread.MayAdd(key, bytes))
        {
            context.Refuse(request, RefusalCode.MailboxFull, account.Name);
            return;
        }

        IChatStore store = context.Directory.Store;
        bool isResumable = sender.Resumable is not null && request.Id > 0;
        long before = store.Appended;
        bool isAccepted = store.TryAppend(new StoredMessage
        {
            Kind = EventKind.Told,
            Account = account.State.Id,
            SenderKey = key,
            Room = default,
            Incarnation = 0,
            Sequence = unread.Last + 1,
            TimeMs = context.TimeMs,
            SenderId = sender.Id,
            RequestId = request.Id,
            Session = isResumable ? sender.Resumable!.Id : 0,
            EmptyLines = (int)request.Number,
            Name = sender.NameUtf8,
            Text = request.Text,
        });

        // While the disk fails, the store accepts messages without storing them. This message would
        // be lost.
        if (!isAccepted || store.Appended == before)
        {
            context.Refuse(request, RefusalCode.StoreBusy);
            return;
        }

        unread.Add(key, bytes);
        if (isResumable)
        {
            sender.Resumable!.Accept(
                new Outcome(request.Id, context.TimeMs, [], 0, null), store.Appended);
        }

        sender.Output.Stored(store.Appended, request.Id);
        SentCopy.Send(context, request, account.Utf8);
        context.Done(request);
        if (!unread.IsDelivering)
        {
            context.SendNotice(sender, AccountSentences.DeliveredLater(account.Name));
        }
    }

    /// <summary>
    /// True when a connected device is about to receive numbered messages, or can continue an
    /// abandoned delivery.
    /// </summary>
    private static bool MustWait(Member member, Account account)
    {
        foreach (Device device in member.Devices)
        {
            if (device.Resumable is { } session && !device.Output.IsAway
                && (account.Unread.IsAbandoned
                    || session is { HasDeliveries: true, Deliveries.IsPending: true }))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Identifies a sender for the limit of unread messages. A guest is identified by its address,
    /// because it can choose another name.
    /// </summary>
    private static long KeyOf(Member sender)
    {
        if (sender.Account is { } account)
        {
            return account.State.Id;
        }

        NetworkPrefix place = sender.Output.Prefix.GetValueOrDefault();
        Span<byte> bytes = stackalloc byte[sizeof(long) * 3];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, place.Bits);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], place.Length);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash) | long.MinValue;
    }
}
