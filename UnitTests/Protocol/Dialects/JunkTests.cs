using Protocol.Dialects;
using Protocol.Dialects.Catalog;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects;

/// <summary>
/// Random and nearly valid bytes. <see cref="ClientInput"/> checks every step; this fixture only
/// provides the input.
/// </summary>
internal sealed class JunkTests
{
    private const int Rounds = 20_000;

    [Test]
    public void Random_native_input_is_decoded_without_a_fault()
    {
        (Random random, string note) = Seed();
        byte[] opening = Frames.Opening();
        for (int round = 0; round < Rounds; round++)
        {
            Decode(DialectCatalog.Native, [.. opening, .. NativeJunk(random)], random, note);
        }
    }

    [Test]
    public void Random_native_hellos_are_decoded_without_a_fault()
    {
        (Random random, string note) = Seed();
        for (int round = 0; round < Rounds; round++)
        {
            byte[] body = Any(random, random.Next(40));
            Decode(DialectCatalog.Native, Frames.OpeningWith(body), random, note);
        }
    }

    [Test]
    public void Random_text_input_is_decoded_without_a_fault()
    {
        (Random random, string note) = Seed();
        for (int round = 0; round < Rounds; round++)
        {
            Decode(DialectCatalog.Text, TextJunk(random), random, note);
        }
    }

    [Test]
    public void Random_text_input_means_the_same_however_it_is_split()
    {
        (Random random, string note) = Seed();
        for (int round = 0; round < Rounds; round++)
        {
            byte[] stream = TextJunk(random);
            int first = random.Next(stream.Length + 1);
            int second = random.Next(first, stream.Length + 1);
            Assert.That(
                ClientInput.Split(DialectCatalog.Text, stream, first, second),
                Is.EqualTo(ClientInput.Split(DialectCatalog.Text, stream)),
                $"{note} Cut at {first} and {second}: {Show.Bytes(stream)}");
        }
    }

    [Test]
    public void Dialect_always_consumes_part_of_a_full_buffer()
    {
        (Random random, string note) = Seed();
        var buffer = new byte[IDialect.MaxInputBytes(64)];
        for (int round = 0; round < Rounds; round++)
        {
            IDialect dialect = round % 2 == 0 ? DialectCatalog.Native : DialectCatalog.Text;
            Fill(random, buffer);
            var state = new DialectState
            {
                Step = (byte)random.Next(3),
                Named = random.Next(2) == 0,
                Swallowing = random.Next(2) == 0,
            };
            Decoded decoded = dialect.Decode(ref state, buffer, 64);
            Assert.That(
                decoded.Used > 0 || decoded.Left < buffer.Length,
                Is.True,
                $"{note} {dialect.Name}: {decoded.Status} with nothing used of a full buffer.");
        }
    }

    [Test]
    public void Random_event_bodies_are_read_without_a_fault()
    {
        (Random random, string _) = Seed();
        for (int round = 0; round < Rounds; round++)
        {
            byte[] body = Any(random, random.Next(60));
            if (NativeWire.TryReadEvent((EventKind)random.Next(256), body, out ServerEvent e))
            {
                var list = new ListReader(e.Entries);
                while (list.Next())
                {
                }
            }
        }
    }

    /// <summary>To repeat a failed run, return the number that it printed.</summary>
    private static int NextSeed() => Random.Shared.Next();

    internal static (Random Random, string Note) Seed()
    {
        int seed = NextSeed();
        string note = $"Return {seed} from JunkTests.NextSeed() to see this run again.";
        TestContext.Out.WriteLine(note);
        return (new Random(seed), note);
    }

    private static void Decode(IDialect dialect, byte[] stream, Random random, string note)
    {
        var input = new ClientInput(dialect, 512);
        int cut = random.Next(stream.Length + 1);
        Assert.DoesNotThrow(
            () =>
            {
                input.Feed(stream.AsSpan(0, cut));
                input.Feed(stream.AsSpan(cut));
            },
            note);
    }

    private static byte[] Any(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>
    /// Fills the buffer with random bytes, with one repeated byte, or with bytes that the decoders
    /// look for.
    /// </summary>
    private static void Fill(Random random, Span<byte> buffer)
    {
        ReadOnlySpan<byte> alphabet = [0xFF, 0xFA, 0xF0, 0xFB, (byte)'a', (byte)'\r', 0, 0x80];
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

    private static byte[] NativeJunk(Random random)
    {
        var stream = new List<byte>();
        for (int frames = random.Next(4); frames >= 0; frames--)
        {
            byte[] body = Any(random, random.Next(random.Next(8) == 0 ? 1500 : 30));
            byte[] frame = Frames.Frame((byte)random.Next(32), body);
            if (random.Next(8) == 0)
            {
                frame[random.Next(4)] ^= (byte)(1 << random.Next(8));
            }

            stream.AddRange(frame);
        }

        return [.. stream];
    }

    private static byte[] TextJunk(Random random)
    {
        byte[][] pieces =
        [
            [.. "\n"u8], [.. "\r\n"u8], [.. "\r"u8], [.. "/join tea"u8], [.. "@bob "u8], [.. "/"u8],
            [0xFF], [0xFF, 0xFA], [0xFF, 0xF0], [0xFF, 0xFD, 1], [0xFF, 0xFF], [0xFF, 0xFA, 1, 10],
            Frames.Filler(random.Next(5000)), Any(random, random.Next(20)), [.. " "u8],
        ];
        var stream = new List<byte>();
        for (int count = random.Next(12); count >= 0; count--)
        {
            stream.AddRange(pieces[random.Next(pieces.Length)]);
        }

        return [.. stream];
    }
}
