using EventLoopServer.Chat;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Waiting;
using EventLoopServer.Observability;
using EventLoopServer.Sessions.Input;
using EventLoopServer.Sessions.Rates;
using EventLoopServer.Sessions.Resuming;
using Protocol.Dialects;
using Protocol.Framing;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>Runs the requests of one client, refuses invalid input, and charges the cost.</summary>
internal sealed class SessionRequests(
    Session session, SessionServices services, RequestRateLimiter rateLimiter)
{
    private NativeServerHandshake _handshake;
    private PasteGap _pasteGap;

    /// <summary>Runs a decoded request, or refuses invalid input.</summary>
    /// <returns>The cost, in ordinary messages; 0 when the request was deferred.</returns>
    public int Run(in Decoded decoded)
    {
        services.FanOut.Bytes.Clear();
        services.Stats.Requests++;
        if (decoded.Status != DecodeStatus.Item)
        {
            services.Stats.InvalidRequests++;
            Reject(decoded);
            return Pay(1);
        }

        ClientRequest request = decoded.Request;
        services.Stats.RequestsBy[(byte)request.Verb]++;
        CommandContext context = PrepareContext();
        if (request.Verb == RequestVerb.Hello && session.State.Step > 0)
        {
            _handshake.Answer(session, services, context, request, session.State);
        }
        else if (session.Connection.MustResume
            && request.Verb != RequestVerb.Resume
            && !session.State.HasEnded)
        {
            RejectAboveLimit(request.Id);
        }
        else if (request.Verb == RequestVerb.Resume && session.CanResume)
        {
            ResumeRequest.Run(session, services, context, request);
        }
        else if (request.Verb != RequestVerb.Name || !session.Login.HandleName(request))
        {
            IDialect dialect = session.Dialect!;
            session.Output.IsGoodbyeUnwanted =
                request.Verb == RequestVerb.Quit && dialect.Prompting is not null;
            request = dialect.IsLineBased
                ? _pasteGap.Check(request, services.Clock.NowMs)
                : request;
            services.Commands.Run(context, request);
            HoldBack(context, request);
        }

        return session.Throttle is { IsHolding: true } ? 0 : Pay(services.Context.Cost);
    }

    /// <summary>Runs a deferred request again.</summary>
    public void RunHeld(DeferredRequest held)
    {
        services.FanOut.Bytes.Clear();
        CommandContext context = PrepareContext();
        Run(held.Request, context);
        if (!context.IsHeld)
        {
            held.Clear();
            _pasteGap.Wait(services.Clock.NowMs);
            Pay(context.Cost);
        }
    }

    /// <summary>
    /// Runs the second step of a waiting command. The output and the cost are charged as for a
    /// request. Then the server reads the client again.
    /// </summary>
    public void Continue(QueryWait wait)
    {
        services.FanOut.Bytes.Clear();
        CommandContext context = PrepareContext();
        context.Cost = 0;
        context.GoesAhead = true;
        session.Device.IsWaiting = false;
        wait.Continue();
        Pay(context.Cost);
        if (!session.Device.IsWaiting)
        {
            session.Device.Continue();
        }
    }

    /// <summary>Gives the member a name that was checked before.</summary>
    public void SetName(ReadOnlySpan<byte> name) =>
        Run(new ClientRequest { Verb = RequestVerb.Name, Target = name }, PrepareContext());

    public void Rename(ReadOnlySpan<byte> name) =>
        Run(new ClientRequest { Verb = RequestVerb.Rename, Target = name }, PrepareContext());

    /// <summary>Adds a member that has a name to the lobby.</summary>
    public void EnterLobby() => Run(
        new ClientRequest { Verb = RequestVerb.Join, Target = services.Directory.Main.Name.Utf8 },
        PrepareContext());

    /// <summary>Sends the welcome to a client whose protocol has no hello.</summary>
    public void Welcome() => _handshake.Welcome(session, services, session.State);

    /// <summary>Charges a request of the dialect's own protocol, such as a ping.</summary>
    public void PayAnswer() => rateLimiter.Pay(1, 0);

    public void Refuse(ulong id, in Refusal refusal)
    {
        _handshake.BeforeRefusal(session, services, session.State);
        PrepareContext().Refuse(id, refusal);
    }

    /// <summary>
    /// Refuses invalid input. Closes the connection when the following input cannot be decoded.
    /// </summary>
    private void Reject(in Decoded decoded)
    {
        Refuse(decoded.Request.Id, decoded.Refusal);
        switch (decoded.Status)
        {
            case DecodeStatus.Malformed:
                services.CloseQueue.RequestClose(session.Connection, CloseReason.Malformed);
                break;
            case DecodeStatus.Upgrade or DecodeStatus.Rejected:
                services.ClientLog.ProtocolRejected(session.Connection, decoded.Refusal.Sentence);
                services.CloseQueue.RequestClose(session.Connection, CloseReason.WrongProtocol);
                break;
            default:
                break;
        }
    }

    /// <summary>Closes a connection above the limit of its address.</summary>
    private void RejectAboveLimit(ulong requestId)
    {
        Refuse(requestId, Refusal.For(RefusalCode.AddressFull));
        services.CloseQueue.RequestClose(session.Connection, CloseReason.NotResumed);
    }

    private void Run(in ClientRequest request, CommandContext context)
    {
        services.Commands.Run(context, request);
        HoldBack(context, request);
    }

    /// <summary>Stores a copy of a request that has to wait for a budget.</summary>
    private void HoldBack(CommandContext context, in ClientRequest request)
    {
        if (context.IsHeld)
        {
            session.Throttle!.Hold(request);
        }
    }

    /// <summary>Charges the cost of a request that was run or refused.</summary>
    private int Pay(int cost)
    {
        rateLimiter.Pay(cost, services.FanOut.Bytes.Sent);
        session.Throttle?.Pay(services.FanOut.Bytes);
        return cost;
    }

    private CommandContext PrepareContext()
    {
        services.Context.Device = session.Device;
        services.Context.Cost = 1;
        services.Context.IsHeld = false;
        services.Context.GoesAhead = false;
        services.Context.Now = services.Now;
        return services.Context;
    }
}
