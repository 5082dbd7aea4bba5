using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Timing;

namespace EventLoopServer.Reactor;

/// <summary>
/// The pause of a connection whose bytes cost too much work (<see cref="ReadPacing"/>).
/// </summary>
internal sealed class ReadPause(
    Connection connection, ReadPacing pacing, ConnectionCloser closer) : LoopTimer
{
    /// <summary>Input that was received before the pause is to be shown after it.</summary>
    public bool HasInput { get; set; }

    /// <summary>Ends the pause without reading: the connection closes.</summary>
    public void Cancel() => pacing.End(connection);

    public override void Fire() => pacing.GoOn(connection);

    public override void Failed(Exception fault)
    {
        connection.Consumer.Failed(fault);
        closer.RequestClose(connection, CloseReason.Bug);
    }
}
