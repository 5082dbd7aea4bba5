using EventLoopServer.Observability;
using EventLoopServer.Timing;
using Protocol.Messages;

namespace EventLoopServer.Sessions;

/// <summary>
/// The way from a new connection to a name: what is said meanwhile, and how long it may take.
/// </summary>
internal abstract class SessionLogin(Session session, SessionServices services) : LoopTimer
{
    /// <summary>
    /// How much longer a client may take whose name the server has not read yet, for its own
    /// reasons, in ms.
    /// </summary>
    internal const long HeldBackMs = 1000;

    /// <summary>
    /// True while what the client was told last has to stay alone: nothing is read, and who gets a
    /// name enters the lobby later.
    /// </summary>
    public virtual bool Waits => false;

    /// <summary>True while a newcomer is only told what its dialect wants to hear first.</summary>
    public virtual bool IsEntering => false;

    /// <summary>Starts to wait.</summary>
    public abstract void Open();

    /// <summary>What came does not tell yet what the client speaks.</summary>
    public virtual void Unrecognised(ReadOnlySpan<byte> first)
    {
    }

    /// <summary>The client has begun to encrypt: what it speaks is still to be told.</summary>
    public virtual void Encrypting()
    {
    }

    /// <summary>It is known what the client speaks.</summary>
    public virtual void Recognised()
    {
    }

    /// <summary>What came does not make a whole request yet.</summary>
    public virtual void Undecided()
    {
    }

    /// <summary>The client asks for a name, whether or not it has one already.</summary>
    /// <returns>False when the command table should see to it.</returns>
    public virtual bool TakeName(in ClientRequest request) => false;

    /// <summary>It has a name.</summary>
    public virtual void Named() => services.Timers.Cancel(this);

    /// <summary>The connection closes: nothing is waited for any more.</summary>
    public void Close() => services.Timers.Cancel(this);

    public override void Failed(Exception fault)
    {
        session.Failed(fault);
        services.CloseQueue.RequestClose(session.Connection, CloseReason.Bug);
    }
}
