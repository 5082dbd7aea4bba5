using EventLoopServer.Chat.Accounts;

namespace UnitTests.Chat.Accounts;

/// <summary>The delays of wrong passwords, without a server.</summary>
internal sealed class LoginDelaysTests
{
    [Test]
    public void Wrong_passwords_for_many_other_names_do_not_end_a_delay()
    {
        var delays = new LoginDelays();
        for (int i = 0; i <= LoginDelays.Free; i++)
        {
            delays.Count("ALICE", nowMs: 0);
        }

        long before = delays.DelayMs("ALICE", nowMs: 0);
        for (int i = 0; i < 3 * LoginDelays.Names; i++)
        {
            delays.Count($"USER{i}", nowMs: 0);
        }

        Assert.That(before, Is.GreaterThan(0));
        Assert.That(delays.DelayMs("ALICE", nowMs: 0), Is.EqualTo(before));
    }
}
