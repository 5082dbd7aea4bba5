using EventLoopServer.Chat.Storage;
using EventLoopServer.Threading;

namespace EventLoopServer.Storage.Reading;

/// <summary>Returns a query to the reactor. The store counts the open queries.</summary>
internal sealed class AnswerNode(StoreQuery query, Action ended) : MailboxNode
{
    public override void Deliver()
    {
        ended();
        query.Complete();
    }
}
