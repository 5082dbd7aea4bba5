using EventLoopServer.Storage.Batches;
using EventLoopServer.Threading;

namespace EventLoopServer.Storage;

/// <summary>Carries a committed batch back to the reactor; each batch has one.</summary>
internal sealed class CommitNode(Batch batch, Action<Batch> kept) : MailboxNode
{
    public override void Deliver() => kept(batch);
}
