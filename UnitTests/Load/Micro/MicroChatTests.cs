using LoadTests.Micro;

namespace UnitTests.Load.Micro;

internal sealed class MicroChatTests
{
    [TestCase(2)]
    [TestCase(70)]
    public void One_turn_delivers_a_line_to_all_other_members(int members)
    {
        using var benchmark = new TurnBenchmarks { Members = members };
        benchmark.FillLobby();
        Assert.That(benchmark.FanOut, Throws.Nothing);
        Assert.That(benchmark.IdleTurn, Throws.Nothing);
    }

    [Test]
    public void Idle_turn_sends_nothing()
    {
        using var chat = new MicroChat(members: 5, lineBytes: 64);
        long before = chat.SentBytes;
        chat.RunIdleTurn();
        Assert.That(chat.SentBytes, Is.EqualTo(before));
        chat.Say();
        Assert.That(chat.SentBytes - before, Is.EqualTo(4 * (64 + "member0: ".Length)));
    }
}
