using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Web;

namespace UnitTests.Chat.Accounts;

/// <summary>A hash of passwords that fails is reported to users, in the log and as a metric.
/// </summary>
internal sealed class PasswordFaultTests : AccountFixture
{
    private const string Reason = "The simulated hash fails.";

    private static string Fails => $"{TextLine.Refused(RefusalCode.AccountsFail)}\n";

    [Test]
    public void Fault_is_answered_and_logged_once_and_counted()
    {
        Leave(Register("alice"));
        Hash.IsFaulty = true;
        for (int i = 0; i < 3; i++)
        {
            Assert.That(
                ModerationFixture.Read(Chat.Arrive(Home, $"/login alice {Password}")),
                Is.EqualTo(Fails));
        }

        Assert.That(Chat.Log.Lines.Count(static l => l.Number == 136), Is.EqualTo(1));
        Assert.That(
            Chat.Log.Lines.Single(static l => l.Number == 136).Text, Does.Contain(Reason));
        Assert.That(Metrics(), Does.Contain("tcpchat_password_faults_total 3\n"));
        Hash.IsFaulty = false;
        LogIn("alice");
    }

    [Test]
    public void Weaker_hash_is_logged_once_and_shown_while_it_is_used()
    {
        Hash.Fallback = "libsodium is missing";
        Register("alice");
        Register("bob");
        Assert.That(
            Chat.Log.Lines.Single(static l => l.Number == 135).Text,
            Does.Contain("libsodium is missing"));
        Assert.That(Metrics(), Does.Contain("tcpchat_password_fallback 1\n"));
        Hash.Fallback = null;
        Register("carol");
        Assert.That(Chat.Server.Server.Stats.UsesPasswordFallback, Is.False);
    }

    private string Metrics()
    {
        var peer = new WebPeer(Chat.Server);
        peer.Wire.IsLocal = true;
        return peer.Get("/metrics");
    }
}
