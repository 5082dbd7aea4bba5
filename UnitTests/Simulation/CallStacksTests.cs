using EventLoopServer.Reactor;
using EventLoopServer.Sessions;

namespace UnitTests.Simulation;

internal sealed class CallStacksTests
{
    [Test]
    public void Command_runs_below_the_receiver_and_a_session()
    {
        IReadOnlyList<string> calls = CallStacks.ToCommand();

        // The compiler may inline any single method of a class that runs often.
        Assert.That(calls[0], Does.StartWith($"{nameof(Receiver)}."));
        Assert.That(calls, Has.Some.StartsWith($"{nameof(Session)}."));
    }

    [Test]
    public void Only_flusher_methods_are_between_the_flush_and_a_send()
    {
        Assert.That(CallStacks.ToSend(), Has.All.StartsWith($"{nameof(Flusher)}."));
    }
}
