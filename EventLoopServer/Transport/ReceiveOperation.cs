using System.Net.Sockets;
using EventLoopServer.Buffers;
using EventLoopServer.Threading;

namespace EventLoopServer.Transport;

/// <summary>
/// A pooled receive, bound to one slice of the slab for its whole life. On a readable socket it
/// completes in the call. One that pends nevertheless keeps its slice until it completes through
/// the mailbox.
/// </summary>
internal sealed class ReceiveOperation : SocketAsyncEventArgs
{
    private readonly Mailbox _mailbox;
    private readonly CompletedNode _node;

    private Action<ReceiveOperation>? _completed;

    public ReceiveOperation(Slice slice, Mailbox mailbox)
        : base(true) // No execution context flows, because none is needed.
    {
        Slice = slice;
        _mailbox = mailbox;
        _node = new CompletedNode(this);
        SetBuffer(slice.Array, slice.Offset, slice.Length);
    }

    public Slice Slice { get; }

    /// <summary>The slot of the connection for which it last pended.</summary>
    public int Slot { get; private set; }

    /// <summary>Bytes received; valid after completion.</summary>
    public int Bytes { get; private set; }

    /// <summary>The result; valid after completion.</summary>
    public IoStatus Status { get; private set; }

    public Span<byte> Received => Slice.Span[..Bytes];

    /// <summary>Limits the next receive to this many bytes.</summary>
    public void Limit(int bytes)
    {
        if (bytes != Count)
        {
            SetBuffer(Slice.Offset, bytes);
        }
    }

    /// <summary>Notes that it pends for a connection.</summary>
    /// <param name="slot">The connection's slot.</param>
    /// <param name="completed">Called on the reactor's thread after completion.</param>
    public void Pend(int slot, Action<ReceiveOperation> completed)
    {
        Slot = slot;
        _completed = completed;
    }

    public void Complete(int bytes, IoStatus status)
    {
        Bytes = bytes;
        Status = status;
    }

    /// <summary>
    /// Posts the completion. A socket calls it through the kernel, a simulation directly.
    /// </summary>
    public void PostCompleted() => _mailbox.Post(_node);

    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        Complete(BytesTransferred, SocketErrors.ToStatus(SocketError));
        PostCompleted();
    }

    private sealed class CompletedNode(ReceiveOperation operation) : MailboxNode
    {
        public override void Deliver() => operation._completed?.Invoke(operation);
    }
}
