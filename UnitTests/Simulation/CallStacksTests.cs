using EventLoopServer.Reactor;
using EventLoopServer.Sessions;

namespace UnitTests.Simulation;

internal sealed class CallStacksTests
{
    [Test]
    public void Command_runs_below_the_receiver_and_a_session()
    {
        IReadOnlyList<string> calls = CallStacks.ToCommand();
        Assert.That(calls[0], Is.EqualTo($"{nameof(Receiver)}.{nameof(Receiver.Receive)}"));
        Assert.That(calls, Has.Some.EqualTo($"{nameof(Session)}.{nameof(Session.Consume)}"));
    }

    [Test]
    public void Only_flusher_methods_are_between_the_flush_and_a_send()
    {
        Assert.That(CallStacks.ToSend(), Has.All.StartsWith($"{nameof(Flusher)}."));
    }
}
