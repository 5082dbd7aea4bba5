using EventLoopServer.Admission;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Observability;
using EventLoopServer.Sessions.Rates;
using EventLoopServer.Timing;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>
/// Delays a request of one client while a budget does not allow it. The budget may be that of a
/// room, of the receiver of a private message, of the answers to this client, or of its address. A
/// message to a room also waits while the store has no space. The server does not read the client
/// meanwhile, so TCP applies back-pressure and no byte is lost.
/// </summary>
/// <remarks>
/// This object is the timer for the budget of the answers to this client. The other budgets call
/// <see cref="Release"/> when it is the request's turn.
/// </remarks>
internal sealed class Throttle : LoopTimer, IThrottle, IBudgetClient
{
    /// <summary>
    /// The approximate bytes that the arrival of a new client sends to each member of the lobby.
    /// </summary>
    private const int ArrivalBytes = 64;

    /// <summary>
    /// The approximate bytes of a list, for the address budget. The exact number is charged
    /// afterwards.
    /// </summary>
    private const int ListBytes = 1024;

    private readonly Session _session;
    private readonly SessionServices _services;
    private readonly RequestRateLimiter _rateLimiter;
    private readonly ByteBudget? _address;
    private readonly NetworkPrefix _origin;
    private DeferredRequest? _held;
    private ByteBudget? _grantedBy;
    private TokenBucket _answersNs;
    private long _reservedNs;
    private BudgetWaiter? _waiter;
    private bool _isWaiting;
    private bool _waitsForStore;
    private bool _isReleased;

    private Throttle(Session session, SessionServices services, RequestRateLimiter rateLimiter)
    {
        (_session, _services, _rateLimiter) = (session, services, rateLimiter);
        if (session.Connection.AdmittedAddress is { } origin)
        {
            // This is a copy, because the connection's property becomes null when the connection
            // breaks and its member stays in the chat.
            _origin = origin;
            _address = services.FanOut.Budgets.Open(origin);
        }
    }

    /// <summary>
    /// True while a request, or the first request of a new client, waits for a budget.
    /// </summary>
    public bool IsWaiting => _isWaiting;

    /// <summary>True while this object stores a request that has not run.</summary>
    public bool IsHolding => _held is { IsEmpty: false };

    public int AnswerBytes => Math.Min(
        _address?.FreeBytes ?? int.MaxValue,
        AnswerNs == 0
            ? int.MaxValue
            : (int)Math.Clamp(
                _answersNs.Left(NowNs, AnswerBurstNs) / AnswerNs, 0, int.MaxValue));

    private long AnswerNs => _services.FanOut.Budgets.AnswerNs;

    private long AnswerBurstNs => _services.FanOut.Budgets.AnswerBurstNs;

    private long NowNs => _services.Clock.NowMs * 1_000_000;

    /// <returns>Null when there is neither a limit nor a store.</returns>
    public static Throttle? For(
        Session session, SessionServices services, RequestRateLimiter rateLimiter) =>
        services.FanOut.Budgets.Limits.IsOff && !services.Directory.IsKept
            ? null
            : new Throttle(session, services, rateLimiter);

    public bool MayBeStored()
    {
        if (_services.StoreWaiters.MayPass(_isReleased))
        {
            return true;
        }

        if (!_isWaiting)
        {
            Wait();
            _waitsForStore = true;
            _waiter = new BudgetWaiter(this);
            _services.StoreWaiters.Enqueue(_waiter, _isReleased);
            _isReleased = false;
        }

        return false;
    }

    public bool MaySendTo(Room room, int bytes) => MayPass(_services.FanOut.BudgetOf(room), bytes);

    public bool MaySendTo(Member receiver, int bytes) =>
        MayPass(_services.FanOut.Budgets.InboxOf(receiver.Id), bytes);

    public bool MayBeAnswered()
    {
        if (_grantedBy is not null)
        {
            return true;
        }

        long readyNs = _answersNs.ReadyAt(AnswerBurstNs);
        if (AnswerNs > 0 && readyNs > NowNs)
        {
            Wait();
            _services.Timers.Set(this, (readyNs + 999_999) / 1_000_000);
            return false;
        }

        return MayPass(_address, ListBytes);
    }

    /// <summary>
    /// True when a client without a name may request one. The request also adds the client to the
    /// lobby.
    /// </summary>
    public bool MayArrive() =>
        MayPass(_services.FanOut.BudgetOf(_services.Directory.Main), ArrivalBytes);

    /// <summary>Stores a request that may not run yet.</summary>
    public void Hold(in ClientRequest request)
    {
        _held ??= new DeferredRequest();
        _held.Keep(request);
    }

    /// <summary>Runs the stored request, unless it still waits for a budget.</summary>
    /// <returns>False when the client has to wait longer.</returns>
    public bool TryRunHeld()
    {
        if (_isWaiting)
        {
            return false;
        }

        if (_held is { IsEmpty: false } held)
        {
            _session.Requests.RunHeld(held);
        }

        return !IsHolding;
    }

    /// <summary>Charges the bytes that the server has sent because of a request.</summary>
    public void Pay(RequestBytes bytes)
    {
        _isReleased = false;
        if (_grantedBy is { } granted)
        {
            granted.Refund(_reservedNs);
            _grantedBy = null;
        }

        if (AnswerNs > 0)
        {
            _answersNs.Take(NowNs, bytes.Answered * AnswerNs);
        }

        _address?.Pay(bytes.Answered);
    }

    /// <summary>Charges this session's member for a private message that it receives.</summary>
    public void PayPrivate(int bytes) =>
        _services.FanOut.Budgets.InboxOf(_session.Member.Id)?.Pay(
            bytes, isLegacy: _session.Dialect!.Prompting is not null);

    /// <summary>Continues the client after a budget has released its request.</summary>
    public void Release(ByteBudget budget, long reservedNs)
    {
        _grantedBy = budget;
        _reservedNs = reservedNs;
        Continue();
    }

    public void Release()
    {
        _isReleased = true;
        Continue();
    }

    /// <summary>The connection closes.</summary>
    public void Close()
    {
        _services.Timers.Cancel(this);
        StopWaiting();
        _held?.Clear();
        _grantedBy?.Refund(_reservedNs);
        _grantedBy = null;
        if (_address is not null)
        {
            _services.FanOut.Budgets.Close(_origin);
        }

        if (!_session.Member.HasOthers)
        {
            _services.FanOut.Budgets.CloseInbox(_session.Member.Id);
        }
    }

    public override void Fire() => Continue();

    public override void Failed(Exception fault)
    {
        _session.Failed(fault);
        _services.CloseQueue.RequestClose(_session.Connection, CloseReason.Bug);
    }

    private bool MayPass(ByteBudget? budget, int bytes)
    {
        if (budget is null || _grantedBy is not null)
        {
            return true;
        }

        if (_isWaiting)
        {
            return false;
        }

        bool isLight = _rateLimiter.IsLight(bytes);
        if (budget.MayPass(isLight))
        {
            return true;
        }

        Wait();
        _waiter = new BudgetWaiter(this);
        budget.Enqueue(_waiter, bytes, isLight);
        return false;
    }

    private void Wait()
    {
        _isWaiting = true;
        _rateLimiter.Pause();
    }

    /// <summary>
    /// Removes the connection from its entry in the budget's queue. The entry may outlive the
    /// connection.
    /// </summary>
    private void StopWaiting()
    {
        _isWaiting = false;
        _waitsForStore = false;
        if (_waiter is not null)
        {
            _waiter.Client = null;
            _waiter = null;
        }
    }

    private void Continue()
    {
        bool isForStore = _waitsForStore;
        StopWaiting();
        _rateLimiter.Continue(isForStore);
        _services.Receiver.Resume(_session.Connection);
    }
}
