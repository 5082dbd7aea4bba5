using System.Text;
using Protocol.Dialects;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>
/// Random and nearly valid bytes for the legacy dialects. <see cref="LegacyInput"/> checks every
/// step; this fixture only provides the input.
/// </summary>
internal sealed class LegacyJunkTests
{
    private const int Rounds = 20_000;

    [Test]
    public void Random_receives_are_decoded_without_a_fault()
    {
        (Random random, string note) = JunkTests.Seed();
        for (int round = 0; round < Rounds; round++)
        {
            string dialect = LegacyDialects.Names[round % LegacyDialects.Names.Count];
            LegacyInput input = new LegacyInput(dialect, 512);
            var receives = new List<byte[]>();
            for (int count = random.Next(6); count >= 0; count--)
            {
                receives.Add(Receive(random));
            }

            Assert.DoesNotThrow(() => Feed(input, receives, random.Next(-1, 6)), note);
            Assert.That(
                input.Waiting,
                Is.Zero,
                $"{note} {dialect}: nothing waits for more behind a line end. "
                + string.Join(" | ", receives.Select(static r => Show.Bytes(r))));
        }
    }

    [Test]
    public void Dialect_always_consumes_part_of_a_full_buffer()
    {
        (Random random, string note) = JunkTests.Seed();
        var buffer = new byte[IDialect.MaxInputBytes(64)];
        for (int round = 0; round < Rounds; round++)
        {
            string dialect = LegacyDialects.Names[round % LegacyDialects.Names.Count];
            Fill(random, buffer);
            IDialect spoken = LegacyDialects.Of(dialect);
            var state = new DialectState { Settled = true };
            if (random.Next(2) == 0)
            {
                // A client with a name, sometimes one with which the buffer starts.
                byte[] name = random.Next(2) == 0
                    ? buffer[..(1 + random.Next(8))]
                    : "aa"u8.ToArray();
                spoken.Decode(ref state, name, 64);
                state.Named = true;
                state.Settled = random.Next(2) == 0;
            }

            Decoded decoded = spoken.Decode(ref state, buffer, 64);
            bool moved = decoded.Used > 0 || decoded.Left < buffer.Length;
            string what = $"{note} {dialect}: {decoded.Status} of a full buffer.";
            Assert.That(decoded.Status, Is.Not.EqualTo(DecodeStatus.NeedMore), what);
            Assert.That(moved || decoded.Request.Verb == RequestVerb.Name, Is.True, what);
        }
    }

    private static void Feed(LegacyInput input, List<byte[]> receives, int settleAfter)
    {
        for (int i = 0; i < receives.Count; i++)
        {
            input.Receive(receives[i]);
            if (i == settleAfter)
            {
                input.Settle();
            }
        }

        input.Settle();
        input.Receive("\n");
    }

    private static byte[] Receive(Random random)
    {
        var bytes = new List<byte>();
        string[] names = ["a", "do", "dodo", "Alice", "Зоя", " "];
        string name = names[random.Next(names.Length)];
        for (int count = random.Next(8); count >= 0; count--)
        {
            bytes.AddRange(Piece(random, name));
        }

        int end = random.Next(4) == 0 ? random.Next(bytes.Count + 1) : bytes.Count;
        return [.. bytes.Take(end)];
    }

    private static byte[] Piece(Random random, string name) => random.Next(12) switch
    {
        0 or 1 => Encoding.UTF8.GetBytes(name),
        2 or 3 => Encoding.UTF8.GetBytes($"{name}: "),
        4 => Encoding.UTF8.GetBytes($"{name} has left the chat."),
        5 => [.. "\n"u8],
        6 => [.. "\r\n"u8],
        7 => [(byte)random.Next(256)],
        8 => [.. "👋"u8],
        9 => Frames.Filler(random.Next(random.Next(20) == 0 ? 3000 : 20)),
        10 => [.. "/quit"u8],
        _ => [.. ": "u8],
    };

    /// <summary>
    /// Fills the buffer with random bytes, with one repeated byte, or with bytes that the decoders
    /// look for.
    /// </summary>
    private static void Fill(Random random, Span<byte> buffer)
    {
        ReadOnlySpan<byte> alphabet =
            [(byte)'a', (byte)'a', (byte)':', (byte)' ', (byte)'\r', (byte)'\n', 0xC3, 0x80];
        switch (random.Next(3))
        {
            case 0:
                random.NextBytes(buffer);
                break;
            case 1:
                buffer.Fill((byte)random.Next(256));
                break;
            default:
                random.GetItems(alphabet, buffer);
                break;
        }
    }
}
