using EventLoopServer.Chat.Storage;
using EventLoopServer.Threading;

namespace EventLoopServer.Storage;

/// <summary>Passes the rooms whose lines have all expired to the reactor.</summary>
internal sealed class EmptiedNode(
    IReadOnlyList<EmptiedRoom> rooms, Action<IReadOnlyList<EmptiedRoom>> report) : MailboxNode
{
    public override void Deliver() => report(rooms);
}
