using EventLoopServer.Threading;

namespace UnitTests.Threading;

/// <summary>A node whose delivery calls the test's action.</summary>
internal sealed class TestNode(int poster, int number, Action<TestNode> onDeliver) : MailboxNode
{
    public int Poster { get; } = poster;

    public int Number { get; } = number;

    public override void Deliver() => onDeliver(this);
}
