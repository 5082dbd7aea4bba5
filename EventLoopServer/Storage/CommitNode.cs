using EventLoopServer.Storage.Batches;
using EventLoopServer.Threading;

namespace EventLoopServer.Storage;

/// <summary>Returns a committed batch to the reactor. Each batch has one node.</summary>
internal sealed class CommitNode(Batch batch, Action<Batch> kept) : MailboxNode
{
    public override void Deliver() => kept(batch);
}
