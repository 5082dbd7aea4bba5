using EventLoopServer.Threading;

namespace UnitTests.Threading;

/// <summary>A node that does what the test says when it is delivered.</summary>
internal sealed class TestNode(int poster, int number, Action<TestNode> onDeliver) : MailboxNode
{
    public int Poster { get; } = poster;

    public int Number { get; } = number;

    public override void Deliver() => onDeliver(this);
}
