using System.Net.Sockets;
using EventLoopServer.Buffers;
using EventLoopServer.Threading;

namespace EventLoopServer.Transport;

/// <summary>
/// A pooled receive operation. It uses the same slice of the slab for its whole life. On a readable
/// socket, a receive usually completes in the call. If it does not (it pends), the operation keeps
/// its slice until the receive completes through the mailbox.
/// </summary>
internal sealed class ReceiveOperation : SocketAsyncEventArgs
{
    private readonly Mailbox _mailbox;
    private readonly CompletedNode _node;

    private Action<ReceiveOperation>? _completed;

    public ReceiveOperation(Slice slice, Mailbox mailbox)
        : base(true) // Captures no execution context, because none is needed.
    {
        Slice = slice;
        _mailbox = mailbox;
        _node = new CompletedNode(this);
        SetBuffer(slice.Array, slice.Offset, slice.Length);
    }

    public Slice Slice { get; }

    /// <summary>The slot of the connection for which the operation last pended.</summary>
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

    /// <summary>Notes that the operation pends for a connection.</summary>
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
    /// Posts the completion to the mailbox. The completion callback of a socket calls it. A
    /// simulation calls it directly.
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
