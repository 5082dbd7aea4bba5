using EventLoopServer.Admission;
using EventLoopServer.Buffers;
using EventLoopServer.Timing;

namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// Creates the byte budgets. Keeps the budget of an address while clients use it or it has a debt.
/// </summary>
internal sealed class Budgets(ByteLimits limits, TimerQueue timers, TurnClock clock)
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

    /// <summary>
    /// The limits. A reload replaces the limits of clients. Existing budgets of rooms and addresses
    /// keep their limits.
    /// </summary>
    public ByteLimits Limits { get; set; } = limits;

    /// <summary>Number of addresses with a budget.</summary>
    public int Addresses => _accounts.Count;

    /// <summary>The cost of one byte of an answer, in ns; 0 when there is no limit.</summary>
    public long AnswerNs => ByteLimits.NsPerByte(Limits.ClientBytes) / AnswerFactor;

    /// <summary>The answers that a client may be sent in one burst, as their cost in ns.</summary>
    public long AnswerBurstNs => Limits.ClientBurst * AnswerFactor * AnswerNs;

    private long RoomNs => ByteLimits.NsPerByte(Limits.RoomBytes);

    /// <summary>
    /// The cost of a byte in a room with legacy clients. It is never less than in other rooms.
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
