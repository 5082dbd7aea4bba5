using System.Net.Sockets;
using EventLoopServer.Threading;

namespace EventLoopServer.Polling;

/// <summary>
/// A zero-byte receive that waits for one connection to become readable, and holds no buffer. Its
/// completion, on any thread, only posts a node that was allocated with the operation.
/// </summary>
internal sealed class ParkOperation : SocketAsyncEventArgs
{
    private readonly Mailbox _mailbox;
    private readonly WakeNode _node;

    public ParkOperation(Mailbox mailbox, Action<ParkOperation> woken)
        : base(true) // No execution context flows, because none is needed.
    {
        _mailbox = mailbox;
        _node = new WakeNode(this, woken);
        SetBuffer(Memory<byte>.Empty);
    }

    /// <summary>The slot of its connection while the operation is in progress.</summary>
    public int Slot { get; set; }

    protected override void OnCompleted(SocketAsyncEventArgs e) => _mailbox.Post(_node);

    private sealed class WakeNode(ParkOperation operation, Action<ParkOperation> woken)
        : MailboxNode
    {
        public override void Deliver() => woken(operation);
    }
}
