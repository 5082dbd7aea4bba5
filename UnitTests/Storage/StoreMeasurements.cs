using System.Diagnostics;
using System.Globalization;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage;
using EventLoopServer.Storage.Batches;
using EventLoopServer.Storage.Files;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging.Abstractions;
using Protocol.Messages;

namespace UnitTests.Storage;

/// <summary>
/// Measures the store; run it in Release. It takes a minute and prints its figures.
/// </summary>
[Explicit, NonParallelizable]
internal sealed class StoreMeasurements
{
    private const int Lines = 1_000_000;
    private const int Rooms = 10;
    private const int PacedPerTurn = 20;

    private static readonly string[] s_words =
        [.. Enumerable.Range(0, 5000).Select(static i => Word(i))];

    private readonly Random _random = new(1);

    [Test]
    public void Append_costs_the_reactor()
    {
        var buffer = new BatchBuffer(8 << 20);
        byte[] text = new byte[72];
        Array.Fill(text, (byte)'x');
        const int Count = 10_000_000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Count; i++)
        {
            var message = Message(1, "room"u8, text);
            if (!buffer.TryAppend(message))
            {
                buffer.Return(buffer.Take()!);
            }
        }

        double ns = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Count;
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Progress.WriteLine(
            $"append: {ns:0.0} ns, {(double)bytes / Count} bytes allocated");
        Assert.That(bytes, Is.LessThan(1000));
    }

    [Test]
    public void A_million_lines_are_stored_paged_and_searched()
    {
        string folder = Directory.CreateTempSubdirectory("store-measure-").FullName;
        try
        {
            var mailbox = new Mailbox();
            using SqliteStore store = SqliteStore.Open(
                new StoreOptions(folder) { BackupEvery = TimeSpan.Zero },
                mailbox,
                new SystemClock(),
                NullLogger.Instance);
            Fill(store, mailbox);
            store.Measure();
            TestContext.Progress.WriteLine(
                $"size: {(double)new StorePaths(folder).Bytes / Lines:0} bytes a line");
            Ask(store, mailbox, "idle", isPaced: false);
            Ask(store, mailbox, "beside some 20,000 writes/s", isPaced: true);
            store.Close();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static StoredMessage Message(
        ulong number, ReadOnlySpan<byte> room, ReadOnlySpan<byte> text) => new()
        {
            Kind = EventKind.Said,
            Room = room,
            Incarnation = 1,
            Sequence = number,
            TimeMs = 1_800_000_000_000,
            SenderId = 1,
            RequestId = number,
            Name = "somebody"u8,
            Text = text,
        };

    private static string Word(int i) =>
        string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + (i % 26))}word{i}");

    private void Fill(SqliteStore store, Mailbox mailbox)
    {
        byte[][] rooms = [.. Enumerable.Range(0, Rooms).Select(
            static i => StoreFixture.Utf8($"room{i}"))];
        byte[][] texts = [.. Enumerable.Range(0, 10_000).Select(_ => StoreFixture.Utf8(Text()))];
        long start = Stopwatch.GetTimestamp();
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        for (int i = 0; i < Lines; i++)
        {
            byte[] room = rooms[i % Rooms];
            ulong number = (ulong)(i / Rooms) + 1;
            while (!store.TryAppend(Message(number, room, texts[_random.Next(texts.Length)])))
            {
                store.Persist();
                mailbox.Drain();
            }

            if (i % 100 == 0)
            {
                store.Persist();
                mailbox.Drain();
            }
        }

        while (store.Kept < store.Appended)
        {
            store.Persist();
            mailbox.Drain();
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        TestContext.Progress.WriteLine(
            $"stored: {Lines / elapsed.TotalSeconds:#,0} lines/s, "
            + $"{(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:0.0} s of CPU"
            + " with the thread that fills and spins");
    }

    private void Ask(SqliteStore store, Mailbox mailbox, string what, bool isPaced)
    {
        Measure("page of 50", () => new PageQuery($"room{_random.Next(Rooms)}", 50)
        {
            Before = (ulong)_random.Next(60, Lines / Rooms),
        });
        Measure("search of a word", () => new SearchQuery([AnyWord()], 50));
        Measure(
            "search of two words in a room",
            () => new SearchQuery([AnyWord(), AnyWord()], 50) { Room = "room3" });
        Measure(
            "search of the commonest word in a room",
            () => new SearchQuery(["aword0"], 50) { Room = "room3" });
        Measure(
            "search of the commonest word from nobody",
            () => new SearchQuery(["aword0"], 50) { From = "nobody" },
            count: 3);

        void Measure(string name, Func<StoreQuery> make, int count = 300)
        {
            var times = new List<double>();
            for (int i = 0; i < count; i++)
            {
                times.Add(Time(make()));
            }

            times.Sort();
            TestContext.Progress.WriteLine(
                $"{name}, {what}: p50 {times[count / 2]:0.00} ms, "
                + $"p99 {times[count * 99 / 100]:0.00} ms, most {times[^1]:0.00} ms");
        }

        double Time(StoreQuery query)
        {
            bool isAnswered = false;
            query.Answered = _ => isAnswered = true;
            long start = Stopwatch.GetTimestamp();
            Assert.That(store.TryStart(query), Is.True);
            long sent = start;
            while (!isAnswered)
            {
                if (isPaced && Stopwatch.GetElapsedTime(sent).TotalMilliseconds >= 1)
                {
                    sent = Stopwatch.GetTimestamp();
                    for (int i = 0; i < PacedPerTurn; i++)
                    {
                        store.TryAppend(Message(
                            (ulong)store.Appended + Lines, "live"u8, StoreFixture.Utf8(Text())));
                    }
                }

                store.Persist();
                mailbox.Drain();
                Thread.Yield();
            }

            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private string AnyWord() => s_words[Rank()];

    /// <summary>Some 72 bytes of words; a few of them are common, as in a language.</summary>
    private string Text() =>
        string.Join(' ', Enumerable.Range(0, 9).Select(_ => AnyWord()));

    private int Rank() =>
        (int)(s_words.Length * Math.Pow(_random.NextDouble(), 3));
}
