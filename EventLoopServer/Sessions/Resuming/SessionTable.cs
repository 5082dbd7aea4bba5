using System.Security.Cryptography;
using System.Text;
using EventLoopServer.Chat.Accounts;
using EventLoopServer.Chat.Resuming;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Timing;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Sessions.Resuming;

/// <summary>
/// The sessions that can be resumed: those of connected members, of detached ones, and of members
/// that have left. The session of a member that has left stays for an hour (guests) or for 30 days
/// (accounts). A session is found by the hash of its token.
/// </summary>
internal sealed class SessionTable(
    RoomDirectory directory, TurnClock clock, Func<ulong> random, long windowMs)
{
    /// <summary>The bytes of a token: 256 random bits cannot be guessed.</summary>
    public const int TokenBytes = 32;

    /// <summary>How long the token of a guest is valid after the last use, in ms.</summary>
    public const long GuestMs = 3_600_000;

    /// <summary>
    /// How long an account's session is valid after its last use, in ms. This is 30 days, so that a
    /// device needs no password after a holiday.
    /// </summary>
    public const long AccountMs = 30 * 24 * 3_600_000L;

    /// <summary>
    /// The most sessions of guests that have left, and the most of accounts. Above the limit the
    /// oldest session ends. A session takes some hundred bytes, and its answers up to 3 KB more.
    /// </summary>
    public const int MaxLeft = 10_000;

    /// <summary>
    /// The most sessions of one account that have left. Above the limit the oldest one ends.
    /// Without this limit, a user who logs in again and again would end the sessions of other
    /// accounts.
    /// </summary>
    public const int MaxLeftOfAccount = 16;

    private readonly Dictionary<UInt128, ResumableSession> _sessions = [];
    private readonly LinkedList<ResumableSession> _leftGuests = new();
    private readonly LinkedList<ResumableSession> _leftAccounts = new();
    private readonly List<ResumableSession> _changed = [];
    private readonly List<ResumableSession> _told = [];
    private readonly PrivateLinesBudget _privateLines = new();

    /// <summary>
    /// How long a member without a connection stays in the chat, in ms; 0 turns resuming off.
    /// </summary>
    public long WindowMs => windowMs;

    public bool IsOn => windowMs > 0;

    /// <summary>The number of sessions of all kinds.</summary>
    public int Count => _sessions.Count;

    /// <summary>Makes a token.</summary>
    public void MakeToken(Span<byte> token) => SessionToken.Fill(token, random);

    /// <summary>Begins a session for a device whose member has a name.</summary>
    /// <param name="device">The device.</param>
    /// <param name="tokenHash">SHA-256 of the token.</param>
    /// <param name="passwordMark">
    /// The mark of the server's password; empty when there is none.
    /// </param>
    public void Begin(Device device, byte[] tokenHash, byte[] passwordMark)
    {
        ResumableSession session = Make(device.Id, tokenHash);
        session.PasswordMark = passwordMark;
        session.IsPrivate = device.Output.IsConfidential;
        session.Device = device;
        device.Resumable = session;
        _sessions[SessionToken.KeyOf(tokenHash)] = session;
        session.Change();
    }

    /// <summary>The session with this token; null when it is unknown or has expired.</summary>
    public ResumableSession? Find(ReadOnlySpan<byte> token)
    {
        Expire();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(token, hash);
        return _sessions.TryGetValue(SessionToken.KeyOf(hash), out ResumableSession? session)
            && CryptographicOperations.FixedTimeEquals(session.TokenHash, hash)
            && !session.IsInvalidated
                ? session
                : null;
    }

    /// <summary>
    /// Marks the session of a member that leaves the chat. Its token stays valid.
    /// </summary>
    public void Leave(ResumableSession session)
    {
        Part(session);
        session.LeftMs = clock.NowMs;
        session.Place = LeftOf(session).AddLast(session);
        session.Change();
        if (session.Account is { } account && ++account.LeftSessions > MaxLeftOfAccount)
        {
            End(_leftAccounts.First(left => left.Account == account));
        }

        Expire();
    }

    /// <summary>Marks the session of a member that had left and has resumed.</summary>
    public void Return(ResumableSession session)
    {
        if (session.Place is { } place)
        {
            place.List!.Remove(place);
            session.Place = null;
            session.Account?.LeftSessions -= 1;
        }
    }

    /// <summary>Ends a session. Its token becomes invalid.</summary>
    public void End(ResumableSession session)
    {
        Part(session);
        Return(session);
        if (_sessions.Remove(SessionToken.KeyOf(session.TokenHash)) && session.IsStored)
        {
            directory.Store.Append(new StoreChange.SessionEnded(session.Id));
        }
    }

    /// <summary>
    /// Makes a token invalid, because others may have read it. A connected client stays, and logs
    /// in again after its connection breaks.
    /// </summary>
    public void Invalidate(ResumableSession session)
    {
        session.IsInvalidated = true;
        if (session.Device is not { Output.IsAway: false })
        {
            End(session);
        }
        else if (session.IsStored)
        {
            session.IsStored = false;
            directory.Store.Append(new StoreChange.SessionEnded(session.Id));
        }
    }

    /// <summary>
    /// Makes tokens invalid after the password of an account has changed, or the account was given
    /// up. This applies to sessions without a connection: a connected user has just sent the
    /// password, or the command disconnects the user.
    /// </summary>
    public void Revoke(Account account) => EndAll(session =>
        session.Account == account && session.Device?.Output.IsAway != false);

    /// <summary>
    /// Makes tokens of guests with a name invalid after its messages were erased. The sessions of
    /// an account end with the account.
    /// </summary>
    public void Erase(byte[] name) => EndAll(session =>
        session.Account is null && session.Member?.Output.IsAway != false
            && NameComparer.Same(Encoding.UTF8.GetBytes(session.Name), name));

    /// <summary>Makes the sessions of the store valid again.</summary>
    /// <returns>The sessions that had a connection at the end of the last run.</returns>
    public List<ResumableSession> Open(StoredState state)
    {
        var connected = new List<ResumableSession>();
        foreach (StoredSession stored in state.Sessions)
        {
            // After a crash the last use of a connected session is unknown.
            long ageMs = stored.IsConnected && !state.WasClean
                ? 0
                : Math.Max(0, clock.UnixMs - stored.SeenUnixMs);
            ResumableSession session = Make(stored.Id, stored.TokenHash);
            session.Restore(stored);
            session.Account = directory.Accounts.FindById(stored.Account);
            session.IsPrivate = session.Account is not null;
            session.LeftMs = clock.NowMs - ageMs;
            bool isRevoked = stored.Account is not null
                && session.Account?.IsReleased(clock.UnixMs) != false;
            if (!IsOn || isRevoked || ageMs > LifeMs(session)
                || !_sessions.TryAdd(SessionToken.KeyOf(stored.TokenHash), session))
            {
                directory.Store.Append(new StoreChange.SessionEnded(stored.Id));
            }
            else if (stored.IsConnected)
            {
                connected.Add(session);
            }
            else
            {
                session.Place = LeftOf(session).AddLast(session);
                session.Account?.LeftSessions += 1;
            }
        }

        return connected;
    }

    /// <summary>
    /// Appends the changed sessions to the store, once a turn. The numbers of private lines are in
    /// the same batch as the requests that sent these lines.
    /// </summary>
    public void Store()
    {
        StoreNumbers();
        if (_changed.Count == 0)
        {
            return;
        }

        foreach (ResumableSession session in _changed)
        {
            session.IsChanged = false;
            session.Remember();
            if (IsKnown(session))
            {
                Append(session, isConnected: session.Member is not null);
            }
        }

        _changed.Clear();
    }

    /// <summary>
    /// Stores the session of a member when the server stops, so that it continues after the
    /// restart.
    /// </summary>
    public void Suspend(ResumableSession session)
    {
        Part(session);
        Append(session, isConnected: true);
    }

    /// <summary>
    /// Stores the sessions of detached members when the server stops. Other members get no event.
    /// </summary>
    public void SuspendAll()
    {
        Store();
        foreach (ResumableSession session in _sessions.Values)
        {
            if (session.Device is { } device)
            {
                Suspend(session);
                directory.RemoveDevice(device, clock.UnixMs, default, quietly: true);
            }
        }
    }

    /// <summary>
    /// Called when a login gives a session the rights of an account. If the token was sent
    /// unencrypted before, others may have read it, and would get these rights too.
    /// </summary>
    private void Protect(ResumableSession session)
    {
        if (!session.IsPrivate && !directory.Accounts.Policy.IsPlainAllowed)
        {
            Invalidate(session);
        }
    }

    private void EndAll(Func<ResumableSession, bool> isMeant)
    {
        foreach (ResumableSession session in _sessions.Values.Where(isMeant).ToArray())
        {
            End(session);
        }
    }

    private void StoreNumbers()
    {
        foreach (ResumableSession session in _told)
        {
            session.IsTold = false;
            ulong last = session.Device?.PrivateSequence ?? session.PrivateSequence;
            var number = new StoredMessage
            {
                Kind = EventKind.Told,
                Receiver = session.Id,
                Room = default,
                Incarnation = 0,
                Sequence = last,
                TimeMs = clock.UnixMs,
                SenderId = 0,
                Name = default,
            };
            if (!directory.Store.TryAppend(number))
            {
                directory.Store.Append(new StoreChange.PrivateNumbered(
                    session.Id, last, session.Deliveries.ToString()));
            }
        }

        _told.Clear();
    }

    /// <summary>
    /// Separates a session from its device, so that the session does not end when the device
    /// leaves.
    /// </summary>
    private static void Part(ResumableSession session)
    {
        session.Remember();
        if (session.Device is { } device)
        {
            session.PrivateSequence = device.PrivateSequence;
            device.Resumable = null;
            session.Device = null;
        }

        session.PrivateLines.IsAway = false;
        session.PrivateLines.Clear();
        if (session.HasDeliveries)
        {
            session.Deliveries.Leave();
        }
    }

    private void Append(ResumableSession session, bool isConnected)
    {
        if (directory.IsKept && !session.IsInvalidated)
        {
            directory.Store.Append(new StoreChange.SessionState(
                new StoredSession(session.Id, session.TokenHash, session.Name, session.Rooms)
                {
                    MemberId = session.MemberId,
                    Account = session.Account?.State.Id,
                    PasswordMark = session.PasswordMark,
                    LastRequest = session.LastAccepted,
                    PrivateSequence =
                        session.Device?.PrivateSequence ?? session.PrivateSequence,
                    SeenUnixMs = clock.UnixMs,
                    IsConnected = isConnected,
                })
            {
                IsNew = !session.IsStored,
            });
            session.IsStored = true;
        }
    }

    private bool IsKnown(ResumableSession session) =>
        _sessions.TryGetValue(SessionToken.KeyOf(session.TokenHash), out ResumableSession? known)
        && known == session;

    private ResumableSession Make(ulong id, byte[] tokenHash) =>
        new(id, tokenHash, _privateLines)
        {
            Changed = _changed.Add,
            Told = _told.Add,
            Gained = Protect,
        };

    /// <summary>
    /// Removes the sessions whose members left too long ago, and the oldest ones above the limit.
    /// </summary>
    private void Expire()
    {
        Expire(_leftGuests);
        Expire(_leftAccounts);
    }

    private void Expire(LinkedList<ResumableSession> left)
    {
        while (left.First is { Value: var session }
            && (session.LeftMs + LifeMs(session) <= clock.NowMs || left.Count > MaxLeft))
        {
            End(session);
        }
    }

    private LinkedList<ResumableSession> LeftOf(ResumableSession session) =>
        session.Account is null ? _leftGuests : _leftAccounts;

    private static long LifeMs(ResumableSession session) =>
        session.Account is null ? GuestMs : AccountMs;
}
