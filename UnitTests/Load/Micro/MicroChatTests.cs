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

    [Test]
    public void Fan_out_to_web_clients_allocates_nothing()
    {
        using var chat = new MicroChat(members: 100, lineBytes: 64, MicroDialect.Web);
        Repeat(chat, 300);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(chat, 1000);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(bytes / 1000.0 / 99, Is.LessThan(0.1), "bytes for each delivery");
    }

    /// <summary>
    /// Run it alone: dotnet test UnitTests -c Release --filter Cost_of_a_delivery_by_dialect. The
    /// dialects are measured in turn, and the round with the least CPU time counts.
    /// </summary>
    [Test]
    [Explicit("A measurement.")]
    public void Cost_of_a_delivery_by_dialect()
    {
        const int members = 1000;
        const int lines = 500;
        MicroDialect[] dialects = [MicroDialect.Text, MicroDialect.Native, MicroDialect.Web];
        MicroChat[] chats = [.. dialects.Select(d => new MicroChat(members, 64, d))];
        double[] best = [double.MaxValue, double.MaxValue, double.MaxValue];
        for (int round = 0; round < 12; round++)
        {
            for (int d = 0; d < chats.Length; d++)
            {
                TimeSpan start = Environment.CpuUsage.TotalTime;
                Repeat(chats[d], lines);
                TimeSpan spent = Environment.CpuUsage.TotalTime - start;
                best[d] = Math.Min(best[d], spent.TotalNanoseconds / lines / members);
            }
        }

        TestContext.Out.WriteLine(
            $"CPU ns for a delivery: text {best[0]:F1}, native {best[1]:F1}, web {best[2]:F1}; "
            + $"web / native {best[2] / best[1]:F2}");
        Array.ForEach(chats, static chat => chat.Dispose());
    }

    private static void Repeat(MicroChat chat, int lines)
    {
        for (int n = 0; n < lines; n++)
        {
            chat.Say();
        }
    }
}
