using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Resuming;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Chat.Waiting;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands.Accounts;

/// <summary>
/// Sends the private messages that have waited in the store for the owner of an account, and
/// removes those that the owner has.
/// </summary>
internal static class UnreadDelivery
{
    private const long DayMs = 24 * 60 * 60 * 1000;

    /// <summary>How long one wait for the store takes at most, in ms.</summary>
    private const long WaitMs = 5_000;

    /// <summary>
    /// The most waits of one delivery for the numbers of its messages to be on disk. Together they
    /// last 30 s: after this time with a failing disk, the server continues without the disk.
    /// </summary>
    private const int KeptWaits = 6;

    /// <summary>
    /// Sends the waiting messages to a member that has logged in or reconnected. For a client that
    /// can resume, the store keeps a message until the client confirms it (<see cref="Confirm"/>).
    /// For other clients, a message is removed after it was sent. If the server crashes in between,
    /// the message is sent again.
    /// </summary>
    public static void Deliver(CommandContext context, Account account)
    {
        UnreadMessages unread = account.Unread;
        Withdraw(context);
        unread.IsAbandoned = false;

        // A delivery that ended with the account has left its device here.
        unread.Deliverer = unread.Count > 0 ? context.Device.Id : 0;
        if (unread.Count == 0)
        {
            return;
        }

        // Messages that arrive after the query are not in its answer.
        ulong asked = unread.Last;

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
                End(context.Device, unread);
                Withdraw(context, isRestored: true);
                context.SendNotice(context.Member, AccountSentences.UnreadWait(unread.Count));
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

            SendAll(context, lines);
            ulong last = lines.Length > 0 ? lines[^1].Sequence : asked;
            context.Accounts.Change(account, account.State with
            {
                PrivateRead = Math.Max(account.State.PrivateRead, last),
            });
            Continue(context, account, last);
        }
    }

    /// <summary>
    /// Takes the numbers away from messages that an earlier connection did not confirm and that are
    /// not sent now. Lines that are sent first get higher numbers: a client that confirms such a
    /// line would confirm these messages as well, and would later drop them as old.
    /// </summary>
    private static void Withdraw(CommandContext context, bool isRestored = false)
    {
        if (context.Device.Resumable is
            { HasDeliveries: true, Deliveries: var deliveries } session
            && (deliveries.IsPending || isRestored))
        {
            deliveries.Withdraw();
            context.Directory.Store.Append(new StoreChange.PrivateNumbered(
                session.Id, context.Device.PrivateSequence, deliveries.ToString()));
            context.Device.SendHeld(deliveries);
        }
    }

    /// <summary>
    /// Ends the delivery of a device whose connection ends. The other devices of the user get a
    /// ping, and the first client that answers continues the delivery. If all of them are clients
    /// that do not answer pings, one of them gets the messages at once. Otherwise messages would
    /// wait for the next login, although the user is connected.
    /// </summary>
    public static void Abandon(CommandContext context, Device device)
    {
        if (device.Member.Account is not { Unread: var unread } account
            || (unread.Deliverer != device.Id
                && device.Resumable is not { HasDeliveries: true, Deliveries.IsPending: true }))
        {
            return;
        }

        End(device, unread);
        Device? next = null;
        foreach (Device other in device.Member.Devices)
        {
            if (other == device || other.Output.IsAway)
            {
                continue;
            }

            if (other.Resumable is not null)
            {
                unread.IsAbandoned = true;
                other.Output.Send(new ServerEvent { Kind = EventKind.Ping });
            }
            else if (!other.IsWaiting)
            {
                next = other;
            }
        }

        // A delivery that runs on another device includes these messages.
        if (next is not null && !unread.IsAbandoned && !unread.IsDelivering)
        {
            Device running = context.Device;
            context.Device = next;
            Deliver(context, account);
            context.Device = running;
        }
    }

    /// <summary>Continues a delivery that was abandoned.</summary>
    public static void Continue(CommandContext context)
    {
        if (context.Member.Account is { Unread.IsAbandoned: true } account)
        {
            Deliver(context, account);
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
        ulong read = deliveries.LastUpTo(
            account.State.Id, Math.Min(number, deliveries.MayHaveUpTo));
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
                device.PrivateSequence = last;
                session.Deliveries.IsPending = true;
                context.Directory.Store.Append(new StoreChange.PrivateNumbered(
                    session.Id, last, session.Deliveries.ToString()));
            }

            // Another device may have stored the numbers, and still waits for the disk.
            isNew |= session.Deliveries.IsPending;
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
                SendAll(context, lines);
                Continue(context, account, lines[^1].Sequence);
            }
        }
    }

    private static void End(Device device, UnreadMessages unread)
    {
        if (unread.Deliverer == device.Id)
        {
            unread.Deliverer = 0;
        }
    }

    /// <summary>
    /// Ends a delivery, or continues it when more messages have arrived meanwhile.
    /// </summary>
    private static void Continue(CommandContext context, Account account, ulong last)
    {
        ClearRead(account);
        End(context.Device, account.Unread);
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

    private static void SendAll(CommandContext context, StoredLine[] lines)
    {
        int fresh = lines.Count(line => IsFresh(context, context.Device, line));
        if (fresh > 0)
        {
            context.SendNotice(context.Member, AccountSentences.WhileAway(fresh));
        }

        foreach (Device device in context.Member.Devices)
        {
            foreach (StoredLine line in lines)
            {
                if (IsFresh(context, device, line))
                {
                    Send(context, device, line);
                }
            }

            if (device.Resumable is { } session && lines.Length > 0)
            {
                session.Deliveries.EndWait();
                if (!session.Deliveries.IsPending)
                {
                    device.SendHeld(session.Deliveries);
                }

                // The client's answer to this ping confirms the messages.
                device.Output.Send(new ServerEvent { Kind = EventKind.Ping });
            }
        }
    }

    /// <summary>
    /// False for a message that was already sent to the device since the server started. Also false
    /// for a device that can resume and has connected meanwhile, because that device starts its own
    /// delivery.
    /// </summary>
    private static bool IsFresh(CommandContext context, Device device, StoredLine line) =>
        device.Resumable?.Deliveries is { } deliveries
            ? deliveries.NumberOf(line.Sequence) > deliveries.SentUpTo
            : device.LastStored.Account != context.Member.Account!.State.Id
                || device.LastStored.Sequence < line.Sequence;

    private static void Send(CommandContext context, Device device, StoredLine line)
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
            device.SendNumbered(told with { Sequence = number });
        }
        else
        {
            device.LastStored = (context.Member.Account!.State.Id, line.Sequence);
            device.SendPrivate(told);
        }
    }
}
