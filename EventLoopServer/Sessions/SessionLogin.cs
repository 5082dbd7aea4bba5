using EventLoopServer.Observability;
using EventLoopServer.Timing;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>The login of one connection: its prompts, its greetings and its deadline.</summary>
internal abstract class SessionLogin(Session session, SessionServices services) : LoopTimer
{
    /// <summary>
    /// Extra time, in ms, for a client whose name is not read yet because a budget delays it.
    /// </summary>
    internal const long HeldBackMs = 1000;

    /// <summary>
    /// True while the last output has to arrive in a receive of its own. The server does not read
    /// the client meanwhile. A client that gets its name in this time enters the lobby later.
    /// </summary>
    public virtual bool Waits => false;

    /// <summary>
    /// True while a new client may be sent only the output that its dialect expects first.
    /// </summary>
    public virtual bool IsEntering => false;

    /// <summary>Starts the login when the connection opens.</summary>
    public abstract void Open();

    /// <summary>The bytes received so far do not identify a dialect.</summary>
    public virtual void Unrecognised(ReadOnlySpan<byte> first)
    {
    }

    /// <summary>The client has begun a TLS handshake; its dialect is still unknown.</summary>
    public virtual void Encrypting()
    {
    }

    /// <summary>The client's dialect is identified.</summary>
    public virtual void Recognised()
    {
    }

    /// <summary>The bytes received so far are not a complete request.</summary>
    public virtual void Undecided()
    {
    }

    /// <summary>Handles a request for a name. The client may have a name already.</summary>
    /// <returns>False when the command table should run the request.</returns>
    public virtual bool HandleName(in ClientRequest request) => false;

    /// <summary>The client has its name.</summary>
    public virtual void Named() => services.Timers.Cancel(this);

    /// <summary>The connection closes: cancels the deadline.</summary>
    public void Close() => services.Timers.Cancel(this);

    public override void Failed(Exception fault)
    {
        session.Failed(fault);
        services.CloseQueue.RequestClose(session.Connection, CloseReason.Bug);
    }
}
