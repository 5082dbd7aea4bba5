using EventLoopServer.Chat.Storage;
using EventLoopServer.Threading;

namespace EventLoopServer.Storage;

/// <summary>Brings the rooms whose lines have expired to the reactor.</summary>
internal sealed class EmptiedNode(
    IReadOnlyList<EmptiedRoom> rooms, Action<IReadOnlyList<EmptiedRoom>> report) : MailboxNode
{
    public override void Deliver() => report(rooms);
}
