using EventLoopServer.Buffers;
using EventLoopServer.Threading;

namespace EventLoopServer.Transport;

/// <summary>The pooled receive operations, each with a slice of the slab.</summary>
internal sealed class ReceiveOperations
{
    private readonly Slab _slab;
    private readonly Mailbox _mailbox;
    private readonly Pool<ReceiveOperation> _pool;

    public ReceiveOperations(Slab slab, Mailbox mailbox)
    {
        (_slab, _mailbox) = (slab, mailbox);
        _pool = new Pool<ReceiveOperation>(Make, int.MaxValue);
    }

    /// <summary>
    /// Operations created so far. This is also the highest number in use at the same time.
    /// </summary>
    public int Made => _pool.Made;

    /// <summary>Bytes that one operation can receive.</summary>
    public int SliceBytes => _slab.SliceBytes;

    /// <summary>Operations in use.</summary>
    public int InUse => _pool.InUse;

    /// <summary>True when <see cref="Rent"/> would find no slice to receive into.</summary>
    public bool IsExhausted => Made == InUse && _slab.IsExhausted;

    public ReceiveOperation Rent() => _pool.Rent();

    public void Return(ReceiveOperation operation) => _pool.Return(operation);

    /// <summary>Disposes of the operations and returns their slices when the server ends.</summary>
    public void Dispose()
    {
        while (_pool.TryTake(out ReceiveOperation? operation))
        {
            _slab.Return(operation!.Slice);
            operation.Dispose();
        }
    }

    private ReceiveOperation Make() =>
        _slab.TryRent(SliceHolder.Receive, out Slice slice)
            ? new ReceiveOperation(slice, _mailbox)
            : throw new InvalidOperationException("No slice is left to receive into.");
}
