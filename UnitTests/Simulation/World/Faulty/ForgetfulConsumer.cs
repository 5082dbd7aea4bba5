using EventLoopServer.Connections;
using EventLoopServer.Observability;

namespace UnitTests.Simulation.World.Faulty;

/// <summary>Stops at its budget and does not report that more input is left.</summary>
internal sealed class ForgetfulConsumer(IByteConsumer consumer) : IByteConsumer
{
    public ConsumeResult Consume(Span<byte> unused) =>
        consumer.Consume(unused) with { HasMore = false };

    public bool Ended() => consumer.Ended();

    public void Closing(CloseReason reason) => consumer.Closing(reason);

    public void Failed(Exception fault) => consumer.Failed(fault);
}
