using EventLoopServer.Chat.Rooms;
using Protocol.Messages;

namespace UnitTests.Chat.Rooms;

internal sealed class RoomHistoryTests
{
    private const int TypicalBytes = 64 * 1024;

    private readonly Room _room = new(
        new Nickname("den"u8), 0, 1, false, new RoomHistory(0, 64), new SilentRoomOutput());

    [Test]
    public void History_of_random_lines_equals_a_list([Range(1, 20)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        int maxLines = random.Next(1, 200);
        int maxMessageBytes = random.Next(2) == 0 ? random.Next(64, 5000) : random.Next(64, 32769);
        RoomHistory roomHistory = new RoomHistory(maxLines, maxMessageBytes);
        var said = new List<SaidLine>();
        int steps = 20 + (int)Math.Min(1500, 4_000_000L / maxMessageBytes);
        for (int step = 0; step < steps; step++)
        {
            string where =
                $"seed {seed}, {maxLines} lines, {maxMessageBytes} bytes, step {step}";
            int textBytes = random.Next(3) switch
            {
                0 => random.Next(0, 20),
                1 => random.Next(0, maxMessageBytes + 1),
                _ => maxMessageBytes - random.Next(0, 3),
            };
            Say(roomHistory, said, SaidLine.Random(random, (ulong)step + 1, textBytes));
            Check(roomHistory, said, maxLines, maxMessageBytes, where);
        }
    }

    /// <summary>The most lines change at random, as reloads do it.</summary>
    [Test]
    public void History_whose_length_changes_equals_a_list([Range(1, 20)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        RoomHistory roomHistory = new RoomHistory(maxLines: 10, maxMessageBytes: 64);
        var said = new List<SaidLine>();
        ulong number = 0;
        for (int change = 0; change < 50; change++)
        {
            int maxLines = random.Next(4) == 0 ? 0 : random.Next(1, 100);
            roomHistory.MaxLines = maxLines;
            said.RemoveRange(0, Math.Max(0, said.Count - maxLines));
            for (int i = random.Next(60); i > 0; i--)
            {
                var line = SaidLine.Random(random, ++number, random.Next(0, 20));
                Say(roomHistory, said, line);
                said.RemoveRange(0, Math.Max(0, said.Count - maxLines));
            }

            if (said.Count > 0)
            {
                Check(roomHistory, said, maxLines, 64, $"seed {seed}, change {change}");
            }
            else
            {
                Assert.That(roomHistory.Count, Is.Zero);
            }
        }
    }

    [Test]
    public void History_of_short_lines_uses_little_memory()
    {
        RoomHistory roomHistory = new RoomHistory(maxLines: 50, maxMessageBytes: 4096);
        var said = new List<SaidLine>();
        for (int i = 1; i <= 3000; i++)
        {
            Say(roomHistory, said, new SaidLine((ulong)i, "ann", $"line {i}"));
        }

        Assert.That(roomHistory.BytesHeld, Is.LessThanOrEqualTo(2048), "50 lines of some 12 bytes");
    }

    [TestCase(9, 9)]
    [TestCase(10, 10)]
    [TestCase(11, 10)]
    public void Full_history_drops_the_oldest_line(int lines, int kept)
    {
        RoomHistory roomHistory = new RoomHistory(maxLines: 10, maxMessageBytes: 64);
        var said = new List<SaidLine>();
        for (int i = 1; i <= lines; i++)
        {
            Say(roomHistory, said, new SaidLine((ulong)i, "ann", $"line {i}"));
        }

        Assert.That(roomHistory.Count, Is.EqualTo(kept));
        Check(roomHistory, said, 10, 64, $"{lines} lines");
    }

    [TestCase(15, 15)]
    [TestCase(16, 16)]
    [TestCase(17, 16)]
    public void History_keeps_all_lines_that_fill_it_exactly(int lines, int kept)
    {
        const int lineBytes = TypicalBytes / 16;
        RoomHistory roomHistory = new RoomHistory(maxLines: 1000, maxMessageBytes: 4096);
        var said = new List<SaidLine>();
        string text = new('x', lineBytes - 3);
        for (int i = 1; i <= lines; i++)
        {
            Say(roomHistory, said, new SaidLine((ulong)i, "ann", text));
        }

        Assert.That(roomHistory.Count, Is.EqualTo(kept));
        Assert.That(
            roomHistory.FromNewest(kept - 1, _room).Sequence, Is.EqualTo(
                (ulong)(lines - kept + 1)));
        Assert.That(roomHistory.BytesHeld, Is.EqualTo(TypicalBytes));
    }

    [TestCase(4)]
    [TestCase(5)]
    [TestCase(6)]
    public void History_stays_within_its_byte_limit(int messages)
    {
        const int messageBytes = 32 * 1024;
        RoomHistory roomHistory = new RoomHistory(maxLines: 1000, messageBytes);
        var said = new List<SaidLine>();
        for (int i = 1; i <= messages; i++)
        {
            Say(roomHistory, said, new SaidLine((ulong)i, "ann", new string('x', messageBytes)));
            Check(roomHistory, said, 1000, messageBytes, $"message {i}");
        }

        Assert.That(roomHistory.Count, Is.EqualTo(2), "two of the longest messages fit");
    }

    [Test]
    public void Longest_message_always_fits([Values(0, 1, 40)] int before)
    {
        const int messageBytes = 32 * 1024;
        RoomHistory roomHistory = new RoomHistory(maxLines: 50, messageBytes);
        var said = new List<SaidLine>();
        for (int i = 1; i <= before; i++)
        {
            Say(roomHistory, said, new SaidLine((ulong)i, "ann", new string('x', 1000)));
        }

        var longest = new SaidLine(
            (ulong)before + 1, new string('n', 64), new string('y', messageBytes));
        Say(roomHistory, said, longest);
        Check(roomHistory, said, 50, messageBytes, $"{before} lines before");
    }

    [Test]
    public void Lines_after_a_sequence_number_are_counted()
    {
        RoomHistory roomHistory = new RoomHistory(maxLines: 5, maxMessageBytes: 64);
        Assert.That(roomHistory.CountAfter(0), Is.Zero);
        foreach (ulong sequence in new ulong[] { 2, 3, 7, 8, 20, 21, 22 })
        {
            roomHistory.Add(new SaidLine(sequence, "ann", "hi").ToEvent());
        }

        // 7, 8, 20, 21 and 22 remain. The numbers between belong to events that the history does
        // not keep.
        (ulong After, int Lines)[] expected =
            [(0, 5), (6, 5), (7, 4), (8, 3), (19, 3), (20, 2), (21, 1), (22, 0), (99, 0)];
        foreach ((ulong after, int lines) in expected)
        {
            Assert.That(roomHistory.CountAfter(after), Is.EqualTo(lines), $"after {after}");
        }
    }

    [Test]
    public void History_with_a_limit_of_zero_is_empty()
    {
        RoomHistory roomHistory = new RoomHistory(maxLines: 0, maxMessageBytes: 64);
        roomHistory.Add(new SaidLine(1, "ann", "hi").ToEvent());
        Assert.That(roomHistory.Count, Is.Zero);
        Assert.That(roomHistory.CountAfter(0), Is.Zero);
    }

    [TestCase(50, 100)]
    [TestCase(1000, 4096)]
    public void Warm_history_allocates_nothing(int maxLines, int textBytes)
    {
        RoomHistory roomHistory = new RoomHistory(maxLines, maxMessageBytes: 4096);
        byte[] name = "somebody"u8.ToArray();
        byte[] text = new byte[textBytes];
        for (int i = 0; i < 3000; i++)
        {
            roomHistory.Add(new ServerEvent { Sequence = (ulong)i, Name = name, Text = text });
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 3000; i++)
        {
            roomHistory.Add(new ServerEvent { Sequence = (ulong)i, Name = name, Text = text });
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(allocated, Is.Zero, "remembering is a copy: let the ring do it");
    }

    private static void Say(RoomHistory roomHistory, List<SaidLine> said, SaidLine line)
    {
        said.Add(line);
        roomHistory.Add(line.ToEvent());
    }

    private void Check(
        RoomHistory roomHistory, List<SaidLine> said, int maxLines, int maxMessageBytes,
        string where)
    {
        int kept = roomHistory.Count;
        long maxBytes = Math.Max(TypicalBytes, 2 * (maxMessageBytes + 256));
        Assert.That(kept, Is.InRange(1, Math.Min(maxLines, said.Count)), where);
        long bytes = 0;
        for (int back = 0; back < kept; back++)
        {
            SaidLine line = said[^(back + 1)];
            bytes += line.Bytes;
            if (line.Differs(roomHistory.FromNewest(back, _room)) is { } fault)
            {
                Assert.Fail($"line {back} from the newest: {fault}, {where}");
            }
        }

        Assert.That(bytes, Is.LessThanOrEqualTo(maxBytes), $"more bytes than it may, {where}");
        if (kept < Math.Min(maxLines, said.Count))
        {
            // Only the space after the newest line and before the oldest one may be unused.
            long needed = bytes + said[^(kept + 1)].Bytes + maxMessageBytes + 64;
            Assert.That(needed, Is.GreaterThan(maxBytes), $"forgot without need, {where}");
        }

        Assert.That(roomHistory.CountAfter(said[^1].Sequence - 1), Is.EqualTo(1), where);
    }
}
