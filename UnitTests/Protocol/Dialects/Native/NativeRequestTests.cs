using Protocol.Dialects.Catalog;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects.Native;

internal sealed class NativeRequestTests
{
    [Test]
    public void Every_verb_carries_all_fields()
    {
        foreach (RequestVerb verb in Enum.GetValues<RequestVerb>())
        {
            if (verb is RequestVerb.Line or RequestVerb.Hello)
            {
                continue;
            }

            byte[] stream =
            [
                .. Frames.Opening(),
                .. Frames.Request(verb, ulong.MaxValue, "tea", "hot \u2615", 1UL << 40),
                .. Frames.Request(verb, 0),
            ];
            Assert.That(ClientInput.All(DialectCatalog.Native, stream).Skip(1), Is.EqualTo(new[]
            {
                $"{verb} #18446744073709551615 word= target=tea text=hot \\xE2\\x98\\x95 "
                    + "number=1099511627776",
                $"{verb} #0 word= target= text= number=0",
            }));
        }
    }

    [TestCase(0ul)]
    [TestCase(1ul)]
    [TestCase(2ul)]
    [TestCase(ulong.MaxValue)]
    public void Number_of_any_value_round_trips(ulong number)
    {
        byte[] stream =
            [.. Frames.Opening(), .. Frames.Request(RequestVerb.History, 1, "tea", "", number)];
        Assert.That(
            ClientInput.All(DialectCatalog.Native, stream)[^1],
            Does.EndWith($" number={number}"));
    }

    [Test]
    public void Stream_means_the_same_wherever_it_is_split()
    {
        byte[] stream = Conversation();
        List<string> whole = ClientInput.All(DialectCatalog.Native, stream);
        Assert.That(whole, Has.Count.EqualTo(6));
        for (int first = 0; first <= stream.Length; first++)
        {
            for (int second = first; second <= stream.Length; second += 7)
            {
                Assert.That(
                    ClientInput.Split(DialectCatalog.Native, stream, first, second),
                    Is.EqualTo(whole),
                    $"cut at {first} and {second}");
            }
        }
    }

    [Test]
    public void Stream_means_the_same_byte_by_byte()
    {
        byte[] stream = Conversation();
        int[] cuts = [.. Enumerable.Range(0, stream.Length)];
        Assert.That(
            ClientInput.Split(DialectCatalog.Native, stream, cuts),
            Is.EqualTo(ClientInput.All(DialectCatalog.Native, stream)));
    }

    [TestCase("/dance a b", "Line #7 word=dance target=tea text=a b number=2")]
    [TestCase(" /dance", "Line #7 word=dance target=tea text= number=2")]
    [TestCase("/", "Line #7 word= target=tea text= number=2")]
    [TestCase("//dance", "Say #7 word= target=tea text=/dance number=2")]
    [TestCase("quit", "Say #7 word= target=tea text=quit number=2")]
    [TestCase("@bob  hi", "Tell #7 word= target=bob text= hi number=2")]
    [TestCase("", "Say #7 word= target=tea text= number=2")]
    public void Line_request_is_read_like_a_line(string line, string expected)
    {
        byte[] frame = Frames.Request(RequestVerb.Line, 7, "tea", line, 2);
        Assert.That(FrameHeader.Read(frame).Kind, Is.Zero);
        List<string> found = ClientInput.All(
            DialectCatalog.Native, [.. Frames.Opening(), .. frame]);
        Assert.That(found[1], Is.EqualTo(expected));
    }

    [Test]
    public void Overlong_line_request_is_refused_with_its_id()
    {
        byte[] large = Frames.OfBodyBytes(0, 8, 6000);
        List<string> found = ClientInput.All(
            DialectCatalog.Native, [.. Frames.Opening(), .. large]);
        Assert.That(found[1], Does.StartWith("MessageTooLong: Line #8 word= "));
    }

    [Test]
    public void Unknown_verb_keeps_its_id_for_the_refusal()
    {
        List<string> found = ClientInput.All(
            DialectCatalog.Native, [.. Frames.Opening(), .. Frames.Frame(0x7F, [9])]);
        Assert.That(found[1], Does.StartWith("127 #9 "));
    }

    [Test]
    public void Request_may_end_only_between_two_fields()
    {
        byte[] body = [0x81, 0x01, 1, (byte)'a', 2, (byte)'b', (byte)'c', 0x82, 0x01];
        int[] between = [0, 2, 4, 7, 9];
        for (int length = 0; length <= body.Length; length++)
        {
            var input = new ClientInput(DialectCatalog.Native);
            input.Feed([.. Frames.Opening(), .. Frames.Frame(3, body.AsSpan(0, length))]);
            Assert.That(input.IsClosed, Is.EqualTo(!between.Contains(length)), $"{length} bytes");
        }
    }

    [Test]
    public void Extra_fields_of_a_newer_client_are_skipped()
    {
        byte[] more = Frames.Frame(3, [5, 0, 2, .. "hi"u8, 0, 0xFF, 0xFF, 0xFF]);
        List<string> found = ClientInput.All(
            DialectCatalog.Native, [.. Frames.Opening(), .. more, .. Frames.Frame(13, [6])]);
        Assert.That(found[1], Is.EqualTo("Say #5 word= target= text=hi number=0"));
        Assert.That(found[2], Does.StartWith("Ping #6 "));
    }

    private static byte[] Conversation() =>
    [
        .. Frames.Opening(),
        .. Frames.Request(RequestVerb.Name, 1, "alice"),
        .. Frames.Request(RequestVerb.Say, 2, "lobby", "Привет, 世界"),
        .. Frames.Frame(13, default),
        .. Frames.Request(RequestVerb.History, 300, "lobby", "", 70_000),
        .. Frames.Frame(0x77, "junk"u8),
        .. Frames.Request(RequestVerb.Quit, 4),
    ];
}
