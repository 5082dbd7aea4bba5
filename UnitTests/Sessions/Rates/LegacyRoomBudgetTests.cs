using System.Text;
using EventLoopServer.Configuration;
using UnitTests.Sessions.Legacy;

namespace UnitTests.Sessions.Rates;

/// <summary>
/// The budget of a room with a legacy client, whose pauses limit how much it can be sent.
/// </summary>
internal sealed class LegacyRoomBudgetTests
{
    private const int StepMs = 100;

    [TestCase("username")]
    [TestCase("prompt")]
    [TestCase("name-first")]
    [TestCase("nick")]
    [TestCase("nickname")]
    public void Legacy_client_that_reads_at_once_is_never_closed(string dialect)
    {
        using FakeOldServer server = new FakeOldServer(isPaced: true);
        LegacyPeer old = server.Enter(dialect, "old");
        List<LegacyPeer> senders =
            [.. Enumerable.Range(0, 24).Select(i => server.Enter("chat", $"sender{i}"))];
        int got = 0;
        for (int ms = 0; ms < 20_000; ms += StepMs)
        {
            foreach (LegacyPeer sender in senders)
            {
                if (sender.Wire.Unread == 0)
                {
                    // Two of these lines do not fit into one receive.
                    sender.Wire.Write(Encoding.UTF8.GetBytes(
                        $"{new string('x', ms % 200 == 0 ? 4000 : 600)}\n"));
                }
            }

            server.Pass(StepMs);
            senders.ForEach(static s => s.Take());
            got += old.Take().Sum(static t => t.Length);
            Assert.That(old.Wire.IsDisposed || old.Wire.IsShut, Is.False, $"after {ms} ms");
            Assert.That(server.Server.SlowReaders.WaitingBytes, Is.LessThan(64 * 1024), $"{ms} ms");
        }

        TestContext.Out.WriteLine($"{got / 20} bytes a second");
        Assert.That(
            got / 20,
            Is.InRange(
                ClientLimits.Default.LegacyRoomBytesPerSecond * 8 / 10,
                ClientLimits.Default.LegacyRoomBytesPerSecond * 11 / 10));
    }
}
