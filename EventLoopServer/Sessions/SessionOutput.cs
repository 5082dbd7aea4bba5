using EventLoopServer.Admission;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Waiting;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Sessions.Resuming;
using Protocol.Dialects.Native;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>The output to one client: the events for its member, in its dialect.</summary>
internal sealed class SessionOutput(Session session, SessionServices services) : IMemberOutput
{
    private Goodbye _goodbye;
    private QueryTimer? _query;
    private KeptConfirmation? _kept;

    public Session Session => session;

    public Connection Connection => session.Connection;

    public bool EntersLater => session.Login.Waits;

    public bool IsLocal =>
        session.Dialect is not { MayBeLocal: false } && Connection.Transport.IsLocal;

    public bool IsConfidential => IsLocal || Connection.IsEncrypted;

    public bool IsLeaving =>
        !Connection.IsOpen && !Resumption.IsBreak(Connection.CloseReason);

    public bool IsLineBased => session.Dialect is { IsLineBased: true };

    public bool IsLegacy => session.Dialect is { Prompting: not null };

    public NetworkPrefix? Prefix =>
        Connection.Address is { } address ? NetworkPrefix.Of(address) : null;

    public string Address => $"{Connection.Address}";

    public IThrottle? Throttle => session.Throttle;

    public bool TakesHits => (session.State.Capabilities & NativeWire.Search) != 0;

    public bool TakesReadMarks => (session.State.Capabilities & NativeWire.ReadMarks) != 0;

    /// <summary>True when the client prints a goodbye text itself, or expects none.</summary>
    public bool IsGoodbyeUnwanted
    {
        set => _goodbye.IsUnwanted = value;
    }

    public void Send(in ServerEvent e)
    {
        if (session.Login.IsEntering
            && (e.InPast || e.Kind is EventKind.Joined or EventKind.Past))
        {
            return;
        }

        if (e.Kind == EventKind.Named)
        {
            session.Named();
        }
        else if (e.Kind == EventKind.Refused)
        {
            services.Stats.RefusalsBy[(int)e.Number]++;
        }

        int bytes = services.FanOut.Reply(Connection.Plan, session.Dialect!, e);
        if (services.Context.Member == session.Member)
        {
            services.FanOut.Bytes.AddAnswer(bytes);
        }
        else
        {
            services.FanOut.Bytes.AddToOther(bytes);
        }

        if (e.Kind == EventKind.Told)
        {
            session.Throttle?.PayPrivate(bytes);
        }
    }

    /// <summary>Sends an answer of the dialect's own protocol.</summary>
    public void Answer(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(services.Output.Replies.Space(bytes.Length));
        services.Output.Reply(Connection.Plan, bytes.Length);
    }

    /// <summary>Sends an answer as the last bytes, after the client has left the chat.</summary>
    public void AnswerEnd(ReadOnlySpan<byte> bytes) => _goodbye.AnswerEnd(bytes);

    public void OmitLast(Room room)
    {
        if (!session.Dialect!.Echoes)
        {
            services.FanOut.OmitLast(Connection.Plan, session.Encoding, room);
        }
    }

    public void Continue() => services.Receiver.Resume(Connection);

    public void Enter(Room room) =>
        services.FanOut.Enter(Connection.Plan, session.Encoding, session.Dialect!, room);

    public void Leave(Room room) => services.FanOut.Leave(Connection.Plan, session.Encoding, room);

    public void Quit() => services.CloseQueue.RequestClose(Connection, CloseReason.Quit);

    public void Delay(DelayedRequest request) => services.Passwords.Add(session, request);

    public void Wait(QueryWait wait)
    {
        _query ??= new QueryTimer(session, services);
        _query.Begin(wait);
    }

    public void Stored(long position, ulong requestId)
    {
        if (requestId > 0 && (session.State.Capabilities & NativeWire.Keeps) != 0)
        {
            _kept ??= new KeptConfirmation(session);
            services.Kept.Add(_kept, position, requestId);
        }
    }

    /// <summary>Drops the answer to an open query, and the open confirmations.</summary>
    public void StopWaiting()
    {
        _query?.Close();
        if (_kept is not null)
        {
            services.Kept.Remove(_kept);
        }
    }

    public void Expel(GoodbyeReason reason, string sentence) =>
        _goodbye.Expel(session, services, reason, sentence);

    /// <summary>
    /// Sends the goodbye text, if the client should get one, because the connection closes.
    /// </summary>
    public void End(CloseReason reason) => _goodbye.Send(session, services, reason);
}
