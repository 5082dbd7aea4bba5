using EventLoopServer.Admission;
using EventLoopServer.Buffers;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions.Rates;

/// <summary>Makes the budgets, and keeps those of addresses while they matter.</summary>
internal sealed class Budgets(ByteLimits limits, TimerQueue timers, TurnClock clock)
{
    /// <summary>
    /// How much of a room's second may be sent at once: with an answer and some private messages it
    /// is less than the 256 KiB (--slow-bytes) that may not wait for a reader for long.
    /// </summary>
    private const long RoomBurstMs = 500;

    /// <summary>
    /// Seconds' worth of answers that an address may be sent at once, in ms: all the clients that
    /// may come from it, each with a long history.
    /// </summary>
    private const long AddressBurstMs = 16_000;

    /// <summary>Answers to a client may be so many times what it may send to others.</summary>
    private const int AnswerFactor = 4;

    /// <summary>Private messages to one member may come to this part of a room.</summary>
    private const long PrivatePart = 4;

    /// <summary>
    /// Addresses without a client that are kept for their debts, some 200 bytes each.
    /// </summary>
    private const int MaxIdle = 16_384;

    private readonly Dictionary<NetworkPrefix, Account> _accounts = [];
    private readonly Dictionary<ulong, ByteBudget> _inboxes = [];
    private readonly UnorderedList<Account> _idle = new();

    public ByteLimits Limits { get; } = limits;

    /// <summary>Addresses that are kept.</summary>
    public int Addresses => _accounts.Count;

    /// <summary>What a byte of an answer costs its client; 0: no limit.</summary>
    public long AnswerNs { get; } = ByteLimits.NsPerByte(limits.ClientBytes) / AnswerFactor;

    /// <summary>What the answers may cost that a client may get at once.</summary>
    public long AnswerBurstNs => Limits.ClientBurst * AnswerFactor * AnswerNs;

    private long RoomNs { get; } = ByteLimits.NsPerByte(limits.RoomBytes);

    /// <summary>Never less than for a room without such clients.</summary>
    private long LegacyRoomNs { get; } = Math.Max(
        ByteLimits.NsPerByte(limits.RoomBytes), ByteLimits.NsPerByte(limits.LegacyRoomBytes));

    /// <returns>Null when there is no limit.</returns>
    public ByteBudget? ForRoom() =>
        LegacyRoomNs == 0 ? null : new(timers, clock, RoomNs, LegacyRoomNs, RoomBurstMs);

    /// <summary>What others may send a member in private.</summary>
    /// <returns>Null when there is no limit.</returns>
    public ByteBudget? InboxOf(ulong memberId)
    {
        if (LegacyRoomNs == 0)
        {
            return null;
        }

        if (!_inboxes.TryGetValue(memberId, out ByteBudget? inbox))
        {
            inbox = new(
                timers, clock, PrivatePart * RoomNs, PrivatePart * LegacyRoomNs, RoomBurstMs);
            _inboxes.Add(memberId, inbox);
        }

        return inbox;
    }

    /// <summary>The member leaves: closes its budget, which releases waiting senders.</summary>
    public void CloseInbox(ulong memberId)
    {
        if (_inboxes.Remove(memberId, out ByteBudget? inbox))
        {
            inbox.Close();
        }
    }

    /// <summary>A client of this address is there, and shares its budget.</summary>
    /// <returns>Null when there is no limit.</returns>
    public ByteBudget? Open(NetworkPrefix address)
    {
        long ns = ByteLimits.NsPerByte(
            address.IsLocal ? Limits.LocalAddressBytes : Limits.AddressBytes);
        if (ns == 0)
        {
            return null;
        }

        if (!_accounts.TryGetValue(address, out Account? account))
        {
            var budget = new ByteBudget(timers, clock, ns, ns, AddressBurstMs);
            account = new Account(address, budget);
            _accounts.Add(address, account);
        }

        _idle.Remove(account);
        account.Clients++;
        return account.Budget;
    }

    /// <summary>
    /// A client of this address has gone. The budget stays until all is paid: who comes again does
    /// not begin anew.
    /// </summary>
    public void Close(NetworkPrefix address)
    {
        if (!_accounts.TryGetValue(address, out Account? account) || --account.Clients > 0)
        {
            return;
        }

        if (account.Budget.IsFull)
        {
            _accounts.Remove(address);
            return;
        }

        _idle.Add(account);
        if (_idle.Count > MaxIdle)
        {
            Forget();
        }
    }

    /// <summary>Forgets idle addresses: the paid ones, or all when that is too few.</summary>
    private void Forget()
    {
        Forget(static a => a.Budget.IsFull);
        if (_idle.Count > MaxIdle / 2)
        {
            Forget(static _ => true);
        }
    }

    private void Forget(Predicate<Account> isOver)
    {
        // Backwards: a removal moves the last one into the gap.
        for (int i = _idle.Count - 1; i >= 0; i--)
        {
            Account account = _idle[i];
            if (isOver(account))
            {
                _idle.Remove(account);
                _accounts.Remove(account.Address);
            }
        }
    }

    private sealed class Account(NetworkPrefix address, ByteBudget budget) : IIndexed
    {
        public NetworkPrefix Address { get; } = address;

        public ByteBudget Budget { get; } = budget;

        public int Clients { get; set; }

        /// <summary>Its place in the list of addresses without a client.</summary>
        public int Index { get; set; } = -1;
    }
}
