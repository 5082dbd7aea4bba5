using EventLoopServer.Configuration;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd;

/// <summary>Delivering a message allocates nothing on the reactor thread.</summary>
[NonParallelizable]
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class AllocationTests(ServerParking parking)
{
    private const int Members = 10;
    private const int Messages = 20_000;

    private static readonly ClientLimits s_fast = ClientLimits.Default with
    {
        CommandsPerSecond = 100_000,
        BytesPerSecond = 100_000_000,
        RoomBytesPerSecond = 100_000_000,
        BytesPerLocalAddress = 100_000_000,
    };

    [TestCase(false)]
    [TestCase(true)]
    public void Twenty_thousand_messages_allocate_less_than_a_byte_each(bool hasLimits)
    {
        // A rate that is fast enough for the test, but is still checked.
        using var server = new ServerUnderTest(
            parking,
            o => hasLimits
                ? o with { ClientLimits = s_fast }
                : o.WithoutLimits());
        List<TestClient> members = [];
        for (int i = 0; i < Members; i++)
        {
            members.Add(server.Text($"member{i}"));
        }

        using TestClient speaker = server.Text("speaker");
        members.ForEach(m => m.SkipTo(TextLine.Joined("speaker")));
        Talk(speaker, members, 2000);
        long before = Allocated(server);
        Talk(speaker, members, Messages);
        long bytes = Allocated(server) - before;
        TestContext.Out.WriteLine($"{bytes} bytes for {Messages} messages to {Members} members");
        members.ForEach(m => m.Dispose());
        Assert.That(
            bytes,
            Is.LessThan(Messages),
            "bytes that the reactor's thread allocated: look for strings, closures and boxed"
            + " enumerators between Receiver and Flusher");
    }

    private static long Allocated(ServerUnderTest server) =>
        server.Ask(static _ => GC.GetAllocatedBytesForCurrentThread());

    /// <summary>
    /// Sends one message at a time: the next one after the last member has received the current
    /// one.
    /// </summary>
    private static void Talk(TestClient speaker, List<TestClient> members, int messages)
    {
        const string text = "The quick brown fox jumps over the lazy dog.";
        for (int i = 0; i < messages; i++)
        {
            speaker.Say(text);
            foreach (TestClient member in members)
            {
                member.Expect($"speaker: {text}");
            }
        }
    }
}
