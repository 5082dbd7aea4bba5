using EventLoopServer.Admission;
using EventLoopServer.Buffers;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// Creates the byte budgets. Keeps the budget of an address while clients use it or it has a debt.
/// </summary>
internal sealed class Budgets
{
    /// <summary>
    /// The bytes that a room may send in one burst, in ms of its rate. With an answer and some
    /// private messages, such a burst stays below 256 KiB of pending output (--slow-bytes), the
    /// most that a client may leave unread for long.
    /// </summary>
    private const long RoomBurstMs = 500;

    /// <summary>
    /// The answers that an address may be sent in one burst, in ms of its rate. This is enough for
    /// all clients that one address may have, each with a long history.
    /// </summary>
    private const long AddressBurstMs = 16_000;

    /// <summary>
    /// A client may be sent this many times as many bytes in answers as it may send to others.
    /// </summary>
    private const int AnswerFactor = 4;

    /// <summary>
    /// The rate of private messages is the rate of a room divided by this number.
    /// </summary>
    private const long PrivatePart = 4;

    /// <summary>
    /// The number of addresses without a client that are kept because of a debt. Each takes about
    /// 200 bytes.
    /// </summary>
    private const int MaxIdle = 16_384;

    private readonly Dictionary<NetworkPrefix, Account> _accounts = [];
    private readonly Dictionary<ulong, ByteBudget> _inboxes = [];
    private readonly UnorderedList<Account> _idle = new();
    private readonly ByteCost _rooms = new();
    private readonly ByteCost _privates = new();
    private readonly ByteCost _addresses = new();
    private readonly ByteCost _localAddresses = new();
    private readonly TimerQueue _timers;
    private readonly TurnClock _clock;

    public Budgets(ByteLimits limits, TimerQueue timers, TurnClock clock)
    {
        (_timers, _clock) = (timers, clock);
        Limits = limits;
    }

    /// <summary>The limits. A reload replaces them, also for existing budgets.</summary>
    public ByteLimits Limits
    {
        get;
        set
        {
            field = value;
            long roomNs = ByteLimits.NsPerByte(value.RoomBytes);

            // A byte in a room with legacy clients never costs less than in other rooms.
            long legacyNs = Math.Max(roomNs, ByteLimits.NsPerByte(value.LegacyRoomBytes));
            _rooms.Set(roomNs, legacyNs);
            _privates.Set(PrivatePart * roomNs, PrivatePart * legacyNs);
            long ns = ByteLimits.NsPerByte(value.AddressBytes);
            _addresses.Set(ns, ns);
            ns = ByteLimits.NsPerByte(value.LocalAddressBytes);
            _localAddresses.Set(ns, ns);
        }
    }

    /// <summary>Number of addresses with a budget.</summary>
    public int Addresses => _accounts.Count;

    /// <summary>The cost of one byte of an answer, in ns; 0 when there is no limit.</summary>
    public long AnswerNs => ByteLimits.NsPerByte(Limits.ClientBytes) / AnswerFactor;

    /// <summary>The answers that a client may be sent in one burst, as their cost in ns.</summary>
    public long AnswerBurstNs => Limits.ClientBurst * AnswerFactor * AnswerNs;

    /// <returns>
    /// Null when the server has no limit of bytes. A budget without a limit of its own exists
    /// nevertheless, because a reload may set one.
    /// </returns>
    public ByteBudget? ForRoom() =>
        Limits.IsOff ? null : new(_timers, _clock, _rooms, RoomBurstMs);

    /// <summary>The budget for private messages to a member.</summary>
    /// <returns>Null when the server has no limit of bytes.</returns>
    public ByteBudget? InboxOf(ulong memberId)
    {
        if (Limits.IsOff)
        {
            return null;
        }

        if (!_inboxes.TryGetValue(memberId, out ByteBudget? inbox))
        {
            inbox = new(_timers, _clock, _privates, RoomBurstMs);
            _inboxes.Add(memberId, inbox);
        }

        return inbox;
    }

    /// <summary>
    /// Closes the budget of a member that leaves. This releases the waiting senders.
    /// </summary>
    public void CloseInbox(ulong memberId)
    {
        if (_inboxes.Remove(memberId, out ByteBudget? inbox))
        {
            inbox.Close();
        }
    }

    /// <summary>
    /// Adds a client of this address. All clients of an address share one budget.
    /// </summary>
    /// <returns>Null when the server has no limit of bytes.</returns>
    public ByteBudget? Open(NetworkPrefix address)
    {
        if (Limits.IsOff)
        {
            return null;
        }

        if (!_accounts.TryGetValue(address, out Account? account))
        {
            ByteCost cost = address.IsLocal ? _localAddresses : _addresses;
            var budget = new ByteBudget(_timers, _clock, cost, AddressBurstMs);
            account = new Account(address, budget);
            _accounts.Add(address, account);
        }

        _idle.Remove(account);
        account.Clients++;
        return account.Budget;
    }

    /// <summary>
    /// Removes a client of this address. The budget stays until its debt is paid, so a new
    /// connection cannot get rid of the debt.
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
    /// Removes idle addresses without a debt. Removes all idle addresses when that is not enough.
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
        // From the end, because a removal moves the last account into the gap.
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
