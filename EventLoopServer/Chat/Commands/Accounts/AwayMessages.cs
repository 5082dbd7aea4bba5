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
    private const long DayMs = 24 * 60 * 60 * 1000;

    /// <summary>How long one wait for the store takes at most, in ms.</summary>
    private const long WaitMs = 5_000;

    /// <summary>
    /// How often a delivery waits for the numbers of its messages. Together the waits last 30 s:
    /// after this time with a failing disk, the server continues without the disk.
    /// </summary>
    private const int KeptWaits = 6;

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
                || IsPending(receiver) => account,
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
        SentCopy.Tell(context, request, account.Utf8);
        context.Done(request);
        if (!unread.IsDelivering)
        {
            context.Tell(sender, AccountSentences.DeliveredLater(account.Name));
        }
    }

    /// <summary>
    /// Sends the waiting messages to a member that has logged in or reconnected. For a client that
    /// can resume, the store keeps a message until the client confirms it (<see cref="Confirm"/>).
    /// For other clients, a message is removed after it was sent. If the server crashes in between,
    /// the message is sent again.
    /// </summary>
    public static void Deliver(CommandContext context, Account account)
    {
        UnreadMessages unread = account.Unread;
        unread.IsDelivering = unread.Count > 0;
        if (unread.Count == 0)
        {
            return;
        }

        var query = new UnreadQuery(account.State.Id);
        if (!context.TryAsk(query, WaitMs, Send))
        {
            Send(isAnswered: false);
        }

        void Send(bool isAnswered)
        {
            if (context.Member.Account != account)
            {
                return;
            }

            if (!isAnswered)
            {
                unread.IsDelivering = false;
                Withdraw(context);
                context.Tell(context.Member, AccountSentences.UnreadWait(unread.Count));
                return;
            }

            // The store may still have messages that were confirmed.
            StoredLine[] lines =
                [.. query.Lines.Where(line => line.Sequence > account.State.PrivateRead)];
            if (context.Device.Resumable is not null && lines.Length > 0)
            {
                Number(context, account, lines);
                return;
            }

            TellAll(context, lines);
            context.Accounts.Change(
                account, account.State with { PrivateRead = LastOf(lines, account) });
            Continue(context, account, LastOf(lines, account));
        }
    }

    /// <summary>
    /// Removes the numbers of messages that were numbered before a restart and are not sent now.
    /// Later lines get higher numbers. A client that confirms those would confirm the messages too,
    /// and would drop them as old ones when they are sent.
    /// </summary>
    private static void Withdraw(CommandContext context)
    {
        if (context.Device.Resumable is
            { HasDeliveries: true, Deliveries: var deliveries } session)
        {
            deliveries.Withdraw();
            context.Directory.Store.Append(new StoreChange.PrivateNumbered(
                session.Id, context.Device.PrivateSequence, deliveries.ToString()));
        }
    }

    /// <summary>Stores that a client has received its private lines up to a number.</summary>
    public static void Confirm(
        AccountDirectory accounts, ResumableSession session, ulong number)
    {
        if (!session.HasDeliveries || session.Account is not { } account)
        {
            return;
        }

        PrivateDeliveries deliveries = session.Deliveries;
        ulong sent = deliveries.SentUpTo > 0 || deliveries.IsPending
            ? deliveries.SentUpTo
            : ulong.MaxValue;
        ulong read = deliveries.LastUpTo(account.State.Id, Math.Min(number, sent));
        if (read > account.State.PrivateRead)
        {
            accounts.Change(account, account.State with { PrivateRead = read });
            ClearRead(account);
        }

        deliveries.Forget(account.State.PrivateRead);
    }

    /// <summary>
    /// Numbers the messages for each device that can resume, stores the numbers, and sends the
    /// messages when the numbers are on disk. If the disk fails, the messages are sent all the
    /// same, and may be sent again later.
    /// </summary>
    private static void Number(CommandContext context, Account account, StoredLine[] lines)
    {
        bool isNew = false;
        if (context.Device.Resumable is { Deliveries: { IsPending: true } interrupted })
        {
            // The device may have received later numbers since its delivery was interrupted.
            interrupted.Withdraw();
        }

        foreach (Device device in context.Member.Devices)
        {
            if (device.Resumable is not { } session)
            {
                continue;
            }

            ulong last = session.Deliveries.Assign(
                account.State.Id, lines, device.PrivateSequence);
            if (last > device.PrivateSequence)
            {
                isNew = true;
                device.PrivateSequence = last;
                session.Deliveries.IsPending = true;
                context.Directory.Store.Append(new StoreChange.PrivateNumbered(
                    session.Id, last, session.Deliveries.ToString()));
            }
        }

        int left = KeptWaits;
        Send(isAnswered: !isNew);

        void Send(bool isAnswered)
        {
            if (!isAnswered && left-- > 0 && context.TryAsk(new KeptQuery(), WaitMs, Send))
            {
                return;
            }

            if (context.Member.Account == account)
            {
                TellAll(context, lines);
                Continue(context, account, lines[^1].Sequence);
            }
        }
    }

    /// <summary>True when a connected device is about to receive numbered messages.</summary>
    private static bool IsPending(Member member)
    {
        foreach (Device device in member.Devices)
        {
            if (device.Resumable is { HasDeliveries: true, Deliveries.IsPending: true }
                && !device.Output.IsAway)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Ends a delivery, or continues it when more messages have arrived meanwhile.
    /// </summary>
    private static void Continue(CommandContext context, Account account, ulong last)
    {
        ClearRead(account);
        account.Unread.IsDelivering = false;
        if (last < account.Unread.Last)
        {
            Deliver(context, account);
        }
    }

    private static void ClearRead(Account account)
    {
        if (account.State.PrivateRead >= account.Unread.Last)
        {
            account.Unread.Clear();
        }
    }

    private static ulong LastOf(StoredLine[] lines, Account account) =>
        lines.Length > 0 ? lines[^1].Sequence : account.Unread.Last;

    private static void TellAll(CommandContext context, StoredLine[] lines)
    {
        int fresh = lines.Count(line => IsFresh(context, context.Device, line));
        if (fresh > 0)
        {
            context.Tell(context.Member, AccountSentences.WhileAway(fresh));
        }

        foreach (Device device in context.Member.Devices)
        {
            foreach (StoredLine line in lines)
            {
                if (IsFresh(context, device, line))
                {
                    Tell(context, device, line);
                }
            }

            if (device.Resumable is { } session && lines.Length > 0)
            {
                session.Deliveries.IsPending = false;

                // The client's answer to this ping confirms the messages.
                device.Output.Tell(new ServerEvent { Kind = EventKind.Ping });
            }
        }
    }

    /// <summary>
    /// False for a message that was already sent to the device since the server started. Also false
    /// for a device that has connected meanwhile, because that device starts its own delivery.
    /// </summary>
    private static bool IsFresh(CommandContext context, Device device, StoredLine line) =>
        device.Resumable?.Deliveries is { } deliveries
            ? deliveries.NumberOf(line.Sequence) > deliveries.SentUpTo
            : device == context.Device;

    private static void Tell(CommandContext context, Device device, StoredLine line)
    {
        var told = new ServerEvent
        {
            Kind = EventKind.Told,
            RequestId = line.RequestId,
            SenderId = line.SenderId,
            TimeMs = line.TimeMs,
            Name = line.Name,
            Text = line.Text,
            Number = (ulong)line.EmptyLines,
            InPast = true,
            IsDated = line.TimeMs / DayMs != context.TimeMs / DayMs,
        };
        if (device.Resumable?.Deliveries is { } deliveries
            && deliveries.NumberOf(line.Sequence) is > 0 and var number)
        {
            deliveries.SentUpTo = number;
            device.TellNumbered(told with { Sequence = number });
        }
        else
        {
            device.TellPrivate(told);
        }
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
