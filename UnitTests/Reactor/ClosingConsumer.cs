using EventLoopServer.Connections;
using EventLoopServer.Observability;

namespace UnitTests.Reactor;

/// <summary>A consumer that records how its connection ended.</summary>
internal sealed class ClosingConsumer : IByteConsumer
{
    public List<CloseReason> Reasons { get; } = [];

    public int Faults { get; private set; }

    /// <summary>Runs when the connection is closing.</summary>
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
