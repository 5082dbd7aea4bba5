using EventLoopServer.Connections;
using EventLoopServer.Observability;

namespace UnitTests.Reactor;

/// <summary>A consumer that remembers how its connection ended.</summary>
internal sealed class ClosingConsumer : IByteConsumer
{
    public List<CloseReason> Reasons { get; } = [];

    public int Faults { get; private set; }

    /// <summary>What it does when it is told of the end.</summary>
    public Action IsClosing { get; set; } = static () => { };

    public ConsumeResult Consume(Span<byte> unused) =>
        new(unused.Length, unused.Length, HasMore: false);

    public bool Ended() => false;

    public void Closing(CloseReason reason)
    {
        Reasons.Add(reason);
        IsClosing();
    }

    public void Failed(Exception fault) => Faults++;
}
