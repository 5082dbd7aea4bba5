using Protocol.Messages;
using UnitTests.Support;

namespace UnitTests.EndToEnd;

/// <summary>
/// All members of a room receive the same events in the same order, each exactly once.
/// </summary>
[TestFixture(ServerParking.Usual)]
[TestFixture(ServerParking.Always)]
internal sealed class OrderTests(ServerParking parking)
{
    private const int Speakers = 8;
    private const int Messages = 200;

    [Test]
    public void Messages_of_eight_concurrent_speakers_have_one_order_for_all()
    {
        using var server = new ServerUnderTest(parking, o => o with { HistoryLines = 0 });
        var natives = new List<NativeTestClient>();
        var texts = new List<TestClient>();
        try
        {
            // The first half of each kind sends; the rest only receives.
            for (int i = 0; i < (Speakers / 2) + 2; i++)
            {
                natives.Add(server.Native($"n{i}"));
                texts.Add(server.Text($"t{i}"));
            }

            natives[^1].Say("start");
            ulong start = natives
                .Select(n => n.SkipTo(EventKind.Said, "start").Sequence).Distinct().Single();
            natives[^1].Expect(EventKind.Done);
            texts.ForEach(t => t.SkipTo($"{natives[^1].Name}: start"));

            SpeakAtOnce(natives, texts);
            List<string> order = ReadNative(natives[0], start);
            AssertEachKeptItsOwnOrder(order);
            foreach (NativeTestClient native in natives.Skip(1))
            {
                Assert.That(
                    ReadNative(native, start),
                    Is.EqualTo(order),
                    $"the order that {native.Name} saw");
            }

            foreach (TestClient text in texts)
            {
                string own = $"{text.Name}: ";
                List<string> others =
                    order.FindAll(l => !l.StartsWith(own, StringComparison.Ordinal));
                Assert.That(
                    ReadText(text, others.Count), Is.EqualTo(others), $"what {text.Name} saw");
            }

            AssertNothingMore(natives, texts);
        }
        finally
        {
            natives.ForEach(n => n.Dispose());
            texts.ForEach(t => t.Dispose());
        }
    }

    private static void SpeakAtOnce(List<NativeTestClient> natives, List<TestClient> texts)
    {
        using var together = new Barrier(Speakers);
        var threads = new List<Thread>();
        for (int i = 0; i < Speakers / 2; i++)
        {
            NativeTestClient native = natives[i];
            TestClient text = texts[i];
            threads.Add(new Thread(() => Speak(together, native.Say)));
            threads.Add(new Thread(() => Speak(together, text.Say)));
        }

        threads.ForEach(t => t.Start());
        threads.ForEach(t => Assert.That(t.Join(TestClientSocket.DeadlineMs), "a speaker hangs"));
    }

    private static void Speak(Barrier together, Action<string> say)
    {
        together.SignalAndWait();
        for (int i = 0; i < Messages; i++)
        {
            say($"message {i}");
        }
    }

    private static List<string> ReadNative(NativeTestClient client, ulong start)
    {
        var lines = new List<string>();
        ulong sequence = start;
        while (lines.Count < Speakers * Messages)
        {
            TestClientEvent e = client.ReadEvent();
            if (e.Kind == EventKind.Done)
            {
                Assert.That(e.Sequence, Is.LessThanOrEqualTo(sequence), "done before it was said");
                continue;
            }

            Assert.That(e.Kind, Is.EqualTo(EventKind.Said), $"{e}");
            Assert.That(e.Sequence, Is.EqualTo(++sequence), $"a hole or a repeat at {e}");
            lines.Add($"{e.Name}: {e.Text}");
        }

        return lines;
    }

    private static List<string> ReadText(TestClient client, int count)
    {
        var lines = new List<string>();
        while (lines.Count < count)
        {
            lines.Add(client.ReadLine());
        }

        return lines;
    }

    private static void AssertEachKeptItsOwnOrder(List<string> order)
    {
        foreach (IGrouping<string, string> own in order.GroupBy(l => l[..l.IndexOf(':')]))
        {
            var said = own.Select(l => l[(l.IndexOf(':') + 2)..]).ToList();
            IEnumerable<string> sent = Enumerable.Range(0, Messages).Select(i => $"message {i}");
            Assert.That(said, Is.EqualTo(sent), $"the order of {own.Key}'s own messages");
        }
    }

    private static void AssertNothingMore(List<NativeTestClient> natives, List<TestClient> texts)
    {
        natives[^1].Say("end");
        foreach (NativeTestClient native in natives)
        {
            // The last speaker's own Done may still precede it.
            TestClientEvent e = native.ReadEvent();
            e = e.Kind == EventKind.Done ? native.ReadEvent() : e;
            Assert.That(e.Text, Is.EqualTo("end"), $"{native.Name} got something else: {e}");
        }

        texts.ForEach(t => t.Expect($"{natives[^1].Name}: end"));
    }
}
