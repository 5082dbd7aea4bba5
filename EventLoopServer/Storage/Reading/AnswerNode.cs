using EventLoopServer.Chat.Storage;
using EventLoopServer.Threading;

namespace EventLoopServer.Storage.Reading;

/// <summary>Carries a query back to the reactor. Its owner counts the open queries.</summary>
internal sealed class AnswerNode(StoreQuery query, Action ended) : MailboxNode
{
    public override void Deliver()
    {
        ended();
        query.Complete();
    }
}
