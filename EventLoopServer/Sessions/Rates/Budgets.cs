using EventLoopServer.Admission;
using EventLoopServer.Buffers;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// Makes the byte budgets, and keeps those of addresses while they are in use or in debt.
/// </summary>
internal sealed class Budgets(ByteLimits limits, TimerQueue timers, TurnClock clock)
{
    /// <summary>
    /// The part of a room's bytes per second that may be sent at once, in ms. With an answer and
    /// some private messages, it stays below the 256 KiB (--slow-bytes) of pending output that may
    /// not wait for long.
    /// </summary>
    private const long RoomBurstMs = 500;

    /// <summary>
    /// The answers that an address may be sent at once, in ms of its rate: enough for all clients
    /// that one address may have, each with a long history.
    /// </summary>
    private const long AddressBurstMs = 16_000;

    /// <summary>
    /// A client's answers may have this many times the bytes that it may send to others.
    /// </summary>
    private const int AnswerFactor = 4;

    /// <summary>
    /// The divisor for private messages: they get this fraction of a room's rate.
    /// </summary>
    private const long PrivatePart = 4;

    /// <summary>
    /// Number of addresses without a client that are kept for their debts, about 200 bytes each.
    /// </summary>
    private const int MaxIdle = 16_384;

    private readonly Dictionary<NetworkPrefix, Account> _accounts = [];
    private readonly Dictionary<ulong, ByteBudget> _inboxes = [];
    private readonly UnorderedList<Account> _idle = new();

    /// <summary>
    /// The limits. A reload replaces those of clients; budgets of rooms and addresses that exist
    /// keep theirs.
    /// </summary>
    public ByteLimits Limits { get; set; } = limits;

    /// <summary>Number of addresses with a budget.</summary>
    public int Addresses => _accounts.Count;

    /// <summary>The cost of one byte of an answer in ns; 0: no limit.</summary>
    public long AnswerNs => ByteLimits.NsPerByte(Limits.ClientBytes) / AnswerFactor;

    /// <summary>The answers that a client may get at once, as their cost in ns.</summary>
    public long AnswerBurstNs => Limits.ClientBurst * AnswerFactor * AnswerNs;

    private long RoomNs => ByteLimits.NsPerByte(Limits.RoomBytes);

    /// <summary>
    /// The cost of a byte in a room with legacy clients: at least that of other rooms.
    /// </summary>
    private long LegacyRoomNs => Math.Max(
        ByteLimits.NsPerByte(Limits.RoomBytes), ByteLimits.NsPerByte(Limits.LegacyRoomBytes));

    /// <returns>Null when there is no limit.</returns>
    public ByteBudget? ForRoom() =>
        LegacyRoomNs == 0 ? null : new(timers, clock, RoomNs, LegacyRoomNs, RoomBurstMs);

    /// <summary>The budget for private messages to a member.</summary>
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

    /// <summary>Adds a client of this address, which shares the budget of the address.</summary>
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
    /// Removes a client of this address. The budget stays until its debt is paid, so a new
    /// connection does not start with a full one.
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

    /// <summary>
    /// Removes idle addresses: those without a debt, or all when these are too few.
    /// </summary>
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
        // Backwards, because a removal moves the last account into the gap.
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

        /// <summary>Its index in the list of addresses without a client.</summary>
        public int Index { get; set; } = -1;
    }
}
