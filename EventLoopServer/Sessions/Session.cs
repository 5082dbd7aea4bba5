using EventLoopServer.Chat;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Sessions.Input;
using EventLoopServer.Sessions.Resuming;
using Protocol.Dialects;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>
/// Turns the bytes of one client into requests, within its limits. <see cref="SessionRequests"/>
/// runs the requests. <see cref="SessionOutput"/> encodes the events for the client's member.
/// </summary>
internal sealed class Session : IByteConsumer
{
    private readonly SessionServices _services;
    private readonly DialectSet _set;
    private readonly bool _needsTls;
    private readonly RequestRateLimiter _rateLimiter;
    private KeepAliveTimer? _silence;
    private PartialRequestTimer? _unfinished;
    private DialectState _state;
    private byte[]? _token;

    /// <param name="connection">The connection of the session.</param>
    /// <param name="services">The services that all sessions share.</param>
    /// <param name="set">The dialects of its listener.</param>
    /// <param name="needsTls">True when the listener requires TLS.</param>
    /// <param name="login">Creates the login of the session.</param>
    public Session(
        Connection connection,
        SessionServices services,
        DialectSet set,
        bool needsTls,
        Func<Session, SessionLogin> login)
    {
        Connection = connection;
        _services = services;
        _set = set;
        _needsTls = needsTls;
        Output = new SessionOutput(this, services);
        Device = services.Directory.AddMember(Output).Device;
        Member.PasswordAccepted = set.IsPrompted;
        _rateLimiter = new RequestRateLimiter(this, services);
        Throttle = Throttle.For(this, services, _rateLimiter);
        Requests = new SessionRequests(this, services, _rateLimiter);
        LastInputMs = services.Clock.NowMs;
        Login = login(this);
        Login.Open();
    }

    public Connection Connection { get; }

    /// <summary>The device. The session replaces it when it adopts or detaches one.</summary>
    public Device Device { get; private set; }

    public Member Member => Device.Member;

    public SessionOutput Output { get; }

    public SessionRequests Requests { get; }

    /// <summary>The login: everything before the client has a name.</summary>
    public SessionLogin Login { get; }

    /// <summary>
    /// Limits the bytes that the server sends because of the client's requests; null: no limit.
    /// </summary>
    public Throttle? Throttle { get; }

    /// <summary>
    /// True while the client's next request waits for a budget. The server does not read the client
    /// meanwhile, so no deadline of the client may end in this time.
    /// </summary>
    public bool IsHeldBack => Throttle is { IsWaiting: true };

    /// <summary>Null until the first bytes have identified the dialect.</summary>
    public IDialect? Dialect { get; private set; }

    public string? ProtocolName => Dialect?.Name;

    /// <summary>The dialect's state for this connection.</summary>
    public ref readonly DialectState State => ref _state;

    /// <summary>
    /// The number of the encoding: sessions with the same number receive the same bytes.
    /// </summary>
    public int Encoding => Dialect!.EncodingOf(_state);

    /// <summary>True when the client may resume an earlier session.</summary>
    public bool CanResume => _services.Resumption.Sessions.IsOn
        && (_state.Capabilities & NativeWire.Resume) != 0;

    /// <summary>True when the connection needs TLS and is not encrypted.</summary>
    public bool NeedsTlsFirst => _needsTls && Connection.Filter is not { FiltersInput: true };

    /// <summary>The time of the last input, by the turn clock, in ms.</summary>
    public long LastInputMs { get; private set; }

    public ConsumeResult Consume(Span<byte> unused)
    {
        LastInputMs = _services.Clock.NowMs;
        int used = 0;
        int left = unused.Length;
        int budget = _services.Limits.CommandsPerTurn;
        _rateLimiter.NoteInput(left, IDialect.MaxInputBytes(_services.Limits.MessageBytes));
        if (Throttle is not null && Connection.IsOpen && !Throttle.TryRunHeld())
        {
            return new ConsumeResult(used, left, HasMore: false, Waits: true);
        }

        while (used < left)
        {
            if (!Connection.IsOpen)
            {
                return new ConsumeResult(left, left, false);
            }

            if (Login.Waits || Device.IsWaiting)
            {
                return new ConsumeResult(used, left, HasMore: false, Waits: true);
            }

            if (Dialect is null && !TryChooseDialect(unused[used..left]))
            {
                return new ConsumeResult(Connection.IsOpen ? used : left, left, HasMore: false);
            }

            if (Dialect!.CarriesChat && !MayGoOn())
            {
                return new ConsumeResult(used, left, HasMore: false, Waits: true);
            }

            if (budget <= 0 || _services.Output.IsFull)
            {
                return new ConsumeResult(used, left, true);
            }

            Decoded decoded = Dialect!.Decode(
                ref _state, unused[used..left], _services.Limits.MessageBytes);
            left = used + decoded.Left;
            used += decoded.Used;
            if (_state.HasEnded)
            {
                Output.AnswerEnd(decoded.Answer);
            }
            else if (!decoded.Answer.IsEmpty)
            {
                Output.Answer(decoded.Answer);
                Requests.PayAnswer();
            }

            if (decoded.Status == DecodeStatus.NeedMore)
            {
                Login.Undecided();
                break;
            }

            if (decoded.Status == DecodeStatus.Upgrade
                && ProtocolUpgrade.TryBegin(this, _services, unused[used..left], ref used))
            {
                return new ConsumeResult(used, left, HasMore: used < left);
            }

            // A control frame does not complete the message around it.
            bool isInside = decoded.Status == DecodeStatus.Skipped && _state.IsInMessage;
            if (!_state.IsSkipping && !isInside)
            {
                _unfinished?.End();
            }

            if (decoded.Status == DecodeStatus.Skipped)
            {
                _services.Stats.SkippedItems++;
                budget--;
            }
            else
            {
                int cost = Requests.Run(decoded);
                if (cost == 0)
                {
                    return new ConsumeResult(used, left, HasMore: false, Waits: true);
                }

                budget -= cost;
            }
        }

        // Before the client has a name, only the deadline of the login applies.
        if (_state.Named && (used < left || _state.IsSkipping || _state.IsInMessage))
        {
            _unfinished ??= new PartialRequestTimer(this, _services);
            _unfinished.Begin();
        }

        _rateLimiter.Rest();
        return new ConsumeResult(used, left, false);
    }

    public bool Ended()
    {
        // A prompted client may send its name twice, so a partial name waits for the second copy.
        bool waited = Connection.Input.IsHeld
            && !_state.Settled && Dialect?.Prompting is { NameComesTwice: true };
        _state.Settled |= waited;
        return waited || UnterminatedLine.TryEnd(Connection, Dialect, _state);
    }

    public void Closing(CloseReason reason)
    {
        EndTimers();
        _silence?.Close();
        _unfinished?.Close();
        _services.Passwords.Remove(this);
        Output.StopWaiting();
        Resumption resumption = _services.Resumption;
        if (Device.Resumable is { IsInvalidated: false } && Resumption.IsBreak(reason))
        {
            Break();
        }

        resumption.Part(Device, Connection, reason);
        _services.Directory.RemoveDevice(
            Device,
            _services.Clock.UnixMs,
            GoodbyeText.ForOthers(reason),
            quietly: reason == CloseReason.ServerStops);
        Output.End(reason);
    }

    public void Failed(Exception fault)
    {
        _services.Stats.Bugs++;
        Log.Bug(_services.Log, fault, Connection.Label);
    }

    /// <summary>Sets the dialect that the client is assumed to use from now on.</summary>
    /// <param name="dialect">The dialect; null: it has to be recognised again.</param>
    public void Speak(IDialect? dialect) => Dialect = dialect;

    /// <summary>Ends the time in which the client may repeat its name.</summary>
    public void Settle() => _state.Settled = true;

    /// <summary>Sets the dialect of a client that has arrived through another protocol.</summary>
    public void Speak(IDialect dialect, ulong capabilities) =>
        (Dialect, _state.Version, _state.Capabilities) =
            (dialect, NativeWire.Version, capabilities);

    /// <summary>Ends the session of a client without a name. The connection stays open.</summary>
    public void Abandon()
    {
        EndTimers();
        _services.Directory.RemoveMember(Member, _services.Clock.UnixMs, default, quietly: true);
    }

    /// <summary>
    /// Detaches the device. It stays in the chat without this connection, which is then closed.
    /// </summary>
    /// <param name="keepMs">How long the device waits for another session, in ms.</param>
    public DetachedMember Detach(long keepMs)
    {
        _services.Passwords.Remove(this);
        Output.StopWaiting();
        var detached = new DetachedMember(Device, _services, keepMs);
        Device = _services.Directory.AddMember(Output).Device;
        return detached;
    }

    /// <summary>Detaches the member of a broken connection until the client resumes.</summary>
    public DetachedMember Break()
    {
        Resumption resumption = _services.Resumption;
        DetachedMember detached = Detach(resumption.Sessions.WindowMs);
        detached.Held = resumption.Hold(Connection);
        return detached;
    }

    /// <summary>
    /// Adopts a detached member. It replaces the session's own member, which has no name yet.
    /// </summary>
    /// <returns>
    /// False when the member has left the chat or is banned at this address, or when this client
    /// has a name already, has an unknown or prompted dialect, or waits for an answer.
    /// </returns>
    public bool TryAdopt(DetachedMember detached)
    {
        AccessControl access = _services.Context.Access;
        if (Dialect is not { Prompting: null } || _state.Named || Device.IsWaiting
            || access.FindBan(detached.Member.NameUtf8, Output.Prefix, _services.Clock.NowMs)
                is not null
            || !detached.TryTake())
        {
            return false;
        }

        Device = detached.Device;
        Device.Attach(Output);
        access.ApplyMute(Member, _services.Clock.NowMs);
        Named();
        return true;
    }

    /// <summary>
    /// Continues as a member that had left the chat and has its name again. It replaces the
    /// session's own member, which has no name.
    /// </summary>
    public void Replace(Member member)
    {
        Device = member.Device;
        _services.Context.Access.ApplyMute(member, _services.Clock.NowMs);
        Named();
    }

    /// <summary>Makes a token. It is valid as soon as the client has its name.</summary>
    /// <returns>The token; empty when the client cannot resume.</returns>
    public ReadOnlySpan<byte> MakeToken()
    {
        SessionTable sessions = _services.Resumption.Sessions;
        if (sessions.IsOn && (_state.Capabilities & NativeWire.Resume) != 0)
        {
            _token = new byte[SessionTable.TokenBytes];
            sessions.MakeToken(_token);
        }

        return _token;
    }

    /// <summary>Closes a client that has no name at the login deadline.</summary>
    public void GiveUpWaiting()
    {
        // A client that has sent nothing is treated as a person: the goodbye is a line of text. A
        // native client that has received no magic accepts such a line too.
        Dialect ??= _set.Fallback;
        _services.CloseQueue.RequestClose(Connection, CloseReason.TooLate);
    }

    /// <summary>The member has its first name, or a new one.</summary>
    public void Named()
    {
        Login.Named();
        bool isFirst = !_state.Named;
        _state.Named = true;
        if (isFirst && Dialect!.IsForPrograms)
        {
            _silence = new KeepAliveTimer(this, _services);
            _silence.Start();
        }

        if (_token is not null)
        {
            // A client that has resumed keeps the token of its session.
            if (Device.Resumable is null)
            {
                _services.Resumption.Begin(Device, Connection, _token);
            }

            _token = null;
        }

        Connection.Name = Member.Name?.Text;
        if (isFirst)
        {
            _services.ClientLog.Named(Connection, Dialect!.Name);
        }
    }

    private void EndTimers()
    {
        Login.Close();
        _rateLimiter.Close();
        Throttle?.Close();
    }

    private bool TryChooseDialect(ReadOnlySpan<byte> first)
    {
        Dialect = DialectSniffer.Sniff(first, _set.Dialects);
        if (Dialect is null)
        {
            Login.Unrecognised(first);
            return false;
        }

        Login.Recognised();
        if (NeedsTlsFirst && Dialect.CarriesChat)
        {
            Requests.Refuse(0, Refusal.For(RefusalCode.TlsNeeded));
            _services.CloseQueue.RequestClose(Connection, CloseReason.TlsNeeded);
        }

        return Connection.IsOpen;
    }

    /// <summary>True when no limit delays the next request.</summary>
    private bool MayGoOn() => !_rateLimiter.MustWait()
        && (_state.Named || Throttle is null || Throttle.MayArrive());
}
