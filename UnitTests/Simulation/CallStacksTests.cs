using EventLoopServer.Reactor;
using EventLoopServer.Sessions;

namespace UnitTests.Simulation;

internal sealed class CallStacksTests
{
    [Test]
    public void A_command_runs_below_the_receiver_and_a_session()
    {
        IReadOnlyList<string> calls = CallStacks.ToCommand();
        Assert.That(calls[0], Is.EqualTo($"{nameof(Receiver)}.{nameof(Receiver.Receive)}"));
        Assert.That(calls, Has.Some.EqualTo($"{nameof(Session)}.{nameof(Session.Consume)}"));
    }

    [Test]
    public void The_flusher_sends_without_help()
    {
        Assert.That(CallStacks.ToSend(), Has.All.StartsWith($"{nameof(Flusher)}."));
    }
}
