using Protocol.Dialects;
using Protocol.Dialects.Catalog;
using Protocol.Dialects.Native;
using Protocol.Dialects.Web.Http;
using Protocol.Messages;
using UnitTests.Protocol.Dialects;
using UnitTests.Protocol.Dialects.Legacy;

namespace UnitTests.Fuzzing;

/// <summary>
/// Fuzzes every decoder of untrusted bytes with nearly valid input. At every step
/// <see cref="ClientInput"/> and <see cref="LegacyInput"/> check that nothing throws, that a
/// decoder consumes no more bytes than it got, and that the rest fits in the input buffer.
/// </summary>
internal sealed class FuzzTests
{
    private const int Rounds = 4000;

    private static readonly IReadOnlyList<string> s_prompted = LegacyDialects.Names;

    [Test]
    public void Native_frames_decode_the_same_at_every_split() => Fuzz(
        Corpus.Native,
        static (input, random) => SameInPieces(DialectCatalog.Native, input, random));

    [Test]
    public void Text_lines_decode_the_same_at_every_split() => Fuzz(
        Corpus.Text,
        static (input, random) => SameInPieces(DialectCatalog.Text, input, random));

    [Test]
    public void WebSocket_frames_decode_the_same_at_every_split() => Fuzz(
        Corpus.Web,
        static (input, random) => SameInPieces(DialectCatalog.Web, input, random));

    [Test]
    public void HTTP_heads_are_read_the_same_at_every_split() => Fuzz(
        Corpus.Heads,
        static (input, random) =>
        {
            HttpStatus atOnce = HttpHeadParser.Read(input, out HttpHead whole);
            Assert.That(whole.Bytes, Is.InRange(0, input.Length));
            HttpStatus status = HttpStatus.Incomplete;
            int length = 0;
            while (status == HttpStatus.Incomplete && length < input.Length)
            {
                status = HttpHeadParser.Read(input.AsSpan(0, ++length), out _);
            }

            Assert.That(status, Is.EqualTo(atOnce));
            Assert.That(atOnce != HttpStatus.Ok || length == whole.Bytes);
        });

    [TestCaseSource(nameof(s_prompted))]
    public void Unframed_messages_are_consumed_completely_at_every_split(string dialect) => Fuzz(
        Corpus.Prompted,
        (input, random) =>
        {
            // The end of a receive is part of an unframed message's meaning, so different splits
            // decode differently. The test can only ask that all bytes are consumed.
            LegacyInput reader = new LegacyInput(dialect, 512);
            foreach (byte[] piece in Pieces(input, random))
            {
                reader.Receive(piece);
                if (random.Next(8) == 0)
                {
                    reader.Settle();
                }
            }

            reader.Settle();
            reader.Receive("\n");
            Assert.That(reader.Waiting, Is.Zero);
        });

    [TestCaseSource(nameof(s_prompted))]
    public void Unframed_lines_decode_the_same_when_split_at_line_ends(string dialect) =>
        Fuzz(
            Corpus.Prompted,
            (input, _) =>
            {
                // No more than a server ever passes to a decoder at once.
                byte[] some = input.Length > 4000 ? input[..4000] : input;
                byte[] whole = [.. "alice\n"u8, .. "alice\n"u8, .. some, (byte)'\n'];
                LegacyInput once = new LegacyInput(dialect);
                once.Receive(whole);
                LegacyInput lines = new LegacyInput(dialect);
                foreach (byte[] line in Lines(whole))
                {
                    lines.Receive(line);
                }

                Assert.That(lines.Found, Is.EqualTo(once.Found));
            });

    [Test]
    public void Dialect_detection_decides_the_same_at_every_split() => Fuzz(
        [.. Corpus.FirstBytes, .. Corpus.Text, .. Corpus.Native],
        static (input, _) =>
        {
            IReadOnlyList<IDialect> all = DialectCatalog.Shared.Dialects;
            IDialect? atOnce = DialectSniffer.Sniff(input, all);
            IDialect? decided = null;
            for (int length = 1; length <= input.Length && decided is null; length++)
            {
                decided = DialectSniffer.Sniff(input.AsSpan(0, length), all);
                Assert.That(
                    decided is not null || length < DialectSniffer.MaxBytes,
                    Is.True,
                    "eight bytes always suffice");
            }

            Assert.That(decided, Is.SameAs(atOnce));
        });

    [Test]
    public void Foreign_protocols_decode_the_same_at_every_split() => Fuzz(
        Corpus.FirstBytes,
        static (input, random) =>
        {
            IDialect? guest = DialectSniffer.Sniff(input, DialectCatalog.Shared.Dialects);
            if (guest is { CarriesChat: false })
            {
                SameInPieces(guest, input, random);
            }
        });

    [Test]
    public void Client_decodes_or_rejects_every_mutated_event() => Fuzz(
        Corpus.Native,
        static (input, random) =>
        {
            if (NativeWire.TryReadEvent((EventKind)random.Next(256), input, out ServerEvent e))
            {
                int bytes = e.Room.Length + e.Name.Length + e.Text.Length + e.Detail.Length
                    + e.Entries.Length;
                Assert.That(bytes, Is.LessThanOrEqualTo(input.Length));
            }
        });

    [TestCaseSource(typeof(Crashes), nameof(Crashes.All))]
    public void Inputs_of_past_crashes_stay_harmless(Crash crash)
    {
        foreach (string dialect in s_prompted)
        {
            new LegacyInput(dialect).Receive(crash.Input);
        }

        for (int cut = 0; cut <= crash.Input.Length; cut++)
        {
            ClientInput.Split(DialectCatalog.Text, crash.Input, cut);
            ClientInput.Split(DialectCatalog.Native, crash.Input, cut);
            ClientInput.Split(DialectCatalog.Web, crash.Input, cut);
        }
    }

    private static void Fuzz(IReadOnlyList<byte[]> corpus, Action<byte[], Random> check)
    {
        int first = FuzzSeed.First();
        for (int round = 0; round < Rounds; round++)
        {
            int seed = first + round;
            var random = new Random(seed);
            byte[] input = new Mutator(random, corpus).Next();
            try
            {
                check(input, random);
            }
            catch (Exception fault)
            {
                Assert.Fail(
                    $"Seed {seed}: {fault.Message}\nKeep this in Crashes: {Show.Bytes(input)}\n"
                    + $"To see it again: {FuzzSeed.Variable}={seed} dotnet test UnitTests "
                    + $"--filter {TestContext.CurrentContext.Test.MethodName}");
            }
        }
    }

    private static void SameInPieces(IDialect dialect, byte[] input, Random random)
    {
        var pieces = new ClientInput(dialect, 512);
        foreach (byte[] piece in Pieces(input, random))
        {
            pieces.Feed(piece);
        }

        var whole = new ClientInput(dialect, 512);
        whole.Feed(input);
        Assert.That(pieces.Found, Is.EqualTo(whole.Found));
        Assert.That(pieces.IsClosed, Is.EqualTo(whole.IsClosed));
        if (!whole.IsClosed)
        {
            Assert.That(pieces.Waiting, Is.EqualTo(whole.Waiting));
        }
    }

    private static List<byte[]> Pieces(byte[] input, Random random)
    {
        var pieces = new List<byte[]>();
        int most = random.Next(3) switch { 0 => 3, 1 => 40, _ => 2000 };
        for (int at = 0; at < input.Length;)
        {
            int to = Math.Min(input.Length, at + 1 + random.Next(most));
            pieces.Add(input[at..to]);
            at = to;
        }

        return pieces;
    }

    private static IEnumerable<byte[]> Lines(byte[] input)
    {
        for (int at = 0; at < input.Length;)
        {
            int end = Array.IndexOf(input, (byte)'\n', at) + 1;
            yield return input[at..end];
            at = end;
        }
    }
}
