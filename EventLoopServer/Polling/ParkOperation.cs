using System.Net.Sockets;
using EventLoopServer.Threading;

namespace EventLoopServer.Polling;

/// <summary>
/// A zero-byte receive that waits until one connection is readable. It holds no buffer. Its
/// completion runs on any thread, and only posts a node that was allocated with the operation.
/// </summary>
internal sealed class ParkOperation : SocketAsyncEventArgs
{
    private readonly Mailbox _mailbox;
    private readonly WakeNode _node;

    public ParkOperation(Mailbox mailbox, Action<ParkOperation> woken)
        : base(true) // Captures no execution context, because none is needed.
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
