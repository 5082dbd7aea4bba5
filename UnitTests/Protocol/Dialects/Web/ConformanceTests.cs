using Protocol.Dialects.Catalog;
using static UnitTests.Protocol.Dialects.Web.WebFrames;

namespace UnitTests.Protocol.Dialects.Web;

/// <summary>
/// The server's side of RFC 6455 as a table, in nine chapters: framing, ping and pong, reserved
/// bits, opcodes, fragmentation, UTF-8, close handling, limits, and other data. Every case is also
/// fed split at every byte.
/// </summary>
internal sealed class ConformanceTests
{
    private const string Hi = """{"verb":"say","id":1,"text":"hi"}""";

    private static readonly string s_long =
        $"Say #1 word= target= text={new string('x', 4096)} number=0";

    private const string Said = "Say #1 word= target= text=hi number=0";

    private static readonly TestCaseData[] s_cases =
    [
        .. Framing(), .. PingPong(), .. ReservedBits(), .. Opcodes(), .. Fragmentation(),
        .. Utf8(), .. Close(), .. Limits(), .. Others(),
    ];

    [TestCaseSource(nameof(s_cases))]
    public void Frames_are_decoded_as_the_standard_requires(byte[] stream, string[] expected) =>
        Assert.That(Shortened(ClientInput.All(DialectCatalog.Web, stream)), Is.EqualTo(expected));

    [TestCaseSource(nameof(s_cases))]
    public void Frames_mean_the_same_at_every_split(byte[] stream, string[] expected)
    {
        // Splits in the long filler of a frame are all alike.
        int filler = stream.Length - 60;
        for (int cut = 1; cut < stream.Length; cut += cut > 400 && cut < filler ? 97 : 1)
        {
            Assert.That(
                Shortened(ClientInput.Split(DialectCatalog.Web, stream, cut)),
                Is.EqualTo(expected),
                $"split at {cut}");
        }
    }

    private static TestCaseData[] Framing() =>
    [
        Case("1 a message with a short length", Message(Hi), Said),
        Case(
            "1 a message with a length of 16 bits",
            Message(Padded(300)),
            Said),
        Case("1 two messages", [.. Message(Hi), .. Message(Hi)], Said, Said),
        Case("1 an incomplete frame waits", Message(Hi)[..^1]),
        Case("1 an unmasked frame", Unmasked(Final | TextFrame, Hi), Broken("1002")),
        Case("1 16 bits for a short length", Header16(Final | TextFrame, 125), Broken("1002")),
        Case("1 64 bits for a short length", Header64(Final | TextFrame, 0xFFFF), Broken("1002")),
        Case("1 an empty message", Message(""), "NotJson: Line #0"),
    ];

    private static TestCaseData[] PingPong() =>
    [
        Case("2 an empty ping", Frame(Final | Ping, ""), @"Answer: \x8A\x00"),
        Case("2 a ping with a payload", Frame(Final | Ping, "abc"), @"Answer: \x8A\x03abc"),
        Case(
            "2 the longest ping",
            Frame(Final | Ping, new string('p', 125)),
            @"Answer: \x8A}" + new string('p', 125)),
        Case(
            "2 a ping that is too long",
            Frame(Final | Ping, new string('p', 126)),
            Broken("1002")),
        Case("2 a pong without a ping", [.. Frame(Final | Pong, "x"), .. Message(Hi)], Said),
        Case(
            "2 pings between messages",
            [.. Message(Hi), .. Frame(Final | Ping, "1"), .. Frame(Final | Ping, "2")],
            Said, @"Answer: \x8A\x011", @"Answer: \x8A\x012"),
    ];

    private static TestCaseData[] ReservedBits() =>
    [
        Case("3 the first reserved bit", Frame(0x40 | Final | TextFrame, Hi), Broken("1002")),
        Case("3 the second reserved bit", Frame(0x20 | Final | TextFrame, Hi), Broken("1002")),
        Case("3 the third reserved bit", Frame(0x10 | Final | TextFrame, Hi), Broken("1002")),
        Case("3 a reserved bit in a ping", Frame(0x40 | Final | Ping, "x"), Broken("1002")),
        Case(
            "3 a message before a reserved bit",
            [.. Message(Hi), .. Frame(0x40 | Final | TextFrame, Hi)],
            Said, Broken("1002")),
    ];

    private static TestCaseData[] Opcodes() =>
    [
        .. new byte[] { 3, 4, 5, 6, 7, 11, 12, 13, 14, 15 }.Select(static opcode => Case(
            $"4 reserved opcode {opcode}", Frame((byte)(Final | opcode), ""), Broken("1002"))),
        Case("4 a binary message", Frame(Final | Binary, Hi), Broken("1003")),
    ];

    private static TestCaseData[] Fragmentation() =>
    [
        Case("5 a message in frames of one byte", InParts(Hi, 1), Said),
        Case("5 a message in frames of five bytes", InParts(Hi, 5), Said),
        Case(
            "5 empty frames",
            [.. Frame(TextFrame, ""), .. Frame(Continuation, Hi),
                .. Frame(Final | Continuation, "")],
            Said),
        Case(
            "5 a ping inside a message",
            [.. Frame(TextFrame, Hi[..9]), .. Frame(Final | Ping, "p"),
                .. Frame(Final | Continuation, Hi[9..])],
            @"Answer: \x8A\x01p", Said),
        Case(
            "5 pings between all frames of a message",
            [.. Frame(TextFrame, Hi[..9]), .. Frame(Final | Ping, "p"),
                .. Frame(Continuation, Hi[9..12]),
                .. Frame(Final | Pong, ""), .. Frame(Final | Ping, new string('q', 9)),
                .. Frame(Final | Continuation, Hi[12..])],
            @"Answer: \x8A\x01p", @"Answer: \x8A\x09qqqqqqqqq", Said),
        Case("5 a ping in two frames", Frame(Ping, "p"), Broken("1002")),
        Case("5 a continuation of nothing", Frame(Final | Continuation, Hi), Broken("1002")),
        Case(
            "5 a continuation after a whole message",
            [.. Message(Hi), .. Frame(Continuation, Hi)],
            Said, Broken("1002")),
        Case(
            "5 a message inside a message",
            [.. Frame(TextFrame, Hi[..9]), .. Message(Hi)],
            Broken("1002")),
    ];

    private static TestCaseData[] Utf8() =>
    [
        Case(
            "6 text of all lengths",
            Message("""{"verb":"say","text":"é茶👋"}"""),
            @"Say #0 word= target= text=\xC3\xA9\xE8\x8C\xB6\xF0\x9F\x91\x8B number=0"),
        Case(
            "6 a character in two frames",
            InParts("""{"verb":"say","text":"é茶👋"}""", 1),
            @"Say #0 word= target= text=\xC3\xA9\xE8\x8C\xB6\xF0\x9F\x91\x8B number=0"),
        Case("6 a byte that is never UTF-8", Frame(Final | TextFrame, [0xFF]), Broken("1007")),
        Case("6 a truncated character", Frame(Final | TextFrame, [0xE8, 0x8C]), Broken("1007")),
        Case("6 a surrogate", Frame(Final | TextFrame, [0xED, 0xA0, 0x80]), Broken("1007")),
        Case("6 an overlong slash", Frame(Final | TextFrame, [0xC0, 0xAF]), Broken("1007")),
    ];

    private static TestCaseData[] Close() =>
    [
        Case("7 a close without a code", Frame(Final | WebFrames.Close, ""), Ends(@"\x88\x00")),
        Case("7 a close with a code", Closing(1000), Ends(@"\x88\x02\x03\xE8")),
        Case("7 a close with a reason", Closing(1001, "bye"), Ends(@"\x88\x02\x03\xE9")),
        Case("7 a close with a code of a library", Closing(3000), Ends(@"\x88\x02\x0B\xB8")),
        Case("7 a close with a private code", Closing(4999), Ends(@"\x88\x02\x13\x87")),
        Case(
            "7 frames after a close",
            [.. Closing(1000), .. Message(Hi)],
            Ends(@"\x88\x02\x03\xE8")),
        Case(
            "7 a close inside a message",
            [.. Frame(TextFrame, Hi[..9]), .. Closing(1000)],
            Ends(@"\x88\x02\x03\xE8")),
        Case("7 half of a code", Frame(Final | WebFrames.Close, [3]), Broken("1002")),
        Case("7 a reason that is not UTF-8",
            Frame(Final | WebFrames.Close, [3, 0xE8, 0xFF]), Broken("1007")),
        .. new ushort[] { 0, 999, 1004, 1005, 1006, 1015, 2000, 2999, 5000, 65535 }.Select(
            static code => Case($"7 the invalid code {code}", Closing(code), Broken("1002"))),
    ];

    private static TestCaseData[] Limits() =>
    [
        Case("9 the longest message", Message(Padded(4456)), Said),
        Case("9 the longest message in parts", InParts(Padded(4456), 1000), Said),
        Case(
            "9 a message that is too long, and the next one",
            [.. Message(Padded(4457)), .. Message(Hi)],
            "MessageTooLong: Line #1", Said),
        Case(
            "9 a message in parts that is too long, and the next one",
            [.. InParts(Padded(6000), 1500), .. Frame(Final | Ping, "p"), .. Message(Hi)],
            "MessageTooLong: Line #1", @"Answer: \x8A\x01p", Said),
        Case(
            "9 a ping beside the longest message",
            [.. Frame(TextFrame, Padded(4456)), .. Frame(Final | Ping, new string('p', 125)),
                .. Frame(Final | Continuation, "")],
            @"Answer: \x8A}" + new string('p', 125), Said),
        Case(
            "9 the longest text in escapes",
            Message(Escaped(string.Concat(Enumerable.Repeat("\\u0078", 4096)))),
            s_long),
        Case(
            "9 the longest text in escapes and in parts",
            InParts(Escaped(string.Concat(Enumerable.Repeat("\\u0078", 4096))), 100),
            s_long),
        Case(
            "9 too many escapes, and the next one",
            [.. Message(Escaped(string.Concat(Enumerable.Repeat("\\u0078", 4500)))),
                .. Message(Hi)],
            "MessageTooLong: Line #1", Said),
        Case("9 a frame of more than a megabyte",
            Header64(Final | TextFrame, (1 << 20) + 1), Broken("1009")),
        Case(
            "9 a frame of 2^63 - 1 bytes",
            Header64(Final | TextFrame, long.MaxValue),
            Broken("1009")),
        Case("9 a frame of 2^63 bytes", Header64(Final | TextFrame, 1ul << 63), Broken("1002")),
    ];

    private static TestCaseData[] Others() =>
    [
        Case("10 text that is not JSON", [.. Message("hello"), .. Message(Hi)],
            "NotJson: Line #0", Said),
    ];

    private static TestCaseData Case(string name, byte[] stream, params string[] expected) =>
        new TestCaseData(stream, expected).SetArgDisplayNames(name);

    private static string Broken(string code) => $"Malformed {code}";

    private static string Ends(string answer) =>
        $"Answer: {answer}; Quit #0 word= target= text= number=0";

    /// <summary>A message with a field that nobody reads, and this many bytes.</summary>
    private static string Escaped(string text) =>
        $$"""{"verb":"say","id":1,"text":"{{text}}"}""";

    private static string Padded(int bytes)
    {
        string head = Hi[..^1] + ",\"pad\":\"";
        return head + new string('x', bytes - head.Length - 2) + "\"}";
    }

    private static IEnumerable<string> Shortened(List<string> found)
    {
        foreach (string line in found)
        {
            yield return line.StartsWith("NotJson", StringComparison.Ordinal)
                || line.StartsWith("MessageTooLong", StringComparison.Ordinal)
                ? line[..line.IndexOf(" word=", StringComparison.Ordinal)]
                : line;
        }
    }
}
