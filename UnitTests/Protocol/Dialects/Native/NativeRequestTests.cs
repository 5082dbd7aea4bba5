using Protocol.Dialects;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Protocol.Dialects.Native;

internal sealed class NativeRequestTests
{
    [Test]
    public void Every_verb_comes_through_with_all_its_fields()
    {
        foreach (RequestVerb verb in Enum.GetValues<RequestVerb>())
        {
            if (verb is RequestVerb.Spelled or RequestVerb.Hello)
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
                $"{verb} #18446744073709551615 spelling= target=tea text=hot \\xE2\\x98\\x95 "
                    + "number=1099511627776",
                $"{verb} #0 spelling= target= text= number=0",
            }));
        }
    }

    [TestCase(0ul)]
    [TestCase(1ul)]
    [TestCase(2ul)]
    [TestCase(ulong.MaxValue)]
    public void A_number_comes_through_whatever_it_is(ulong number)
    {
        byte[] stream =
            [.. Frames.Opening(), .. Frames.Request(RequestVerb.History, 1, "tea", "", number)];
        Assert.That(
            ClientInput.All(DialectCatalog.Native, stream)[^1],
            Does.EndWith($" number={number}"));
    }

    [Test]
    public void A_stream_means_the_same_wherever_it_is_cut()
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
    public void A_stream_means_the_same_byte_by_byte()
    {
        byte[] stream = Conversation();
        int[] cuts = [.. Enumerable.Range(0, stream.Length)];
        Assert.That(
            ClientInput.Split(DialectCatalog.Native, stream, cuts),
            Is.EqualTo(ClientInput.All(DialectCatalog.Native, stream)));
    }

    [Test]
    public void Kind_0_is_not_a_command_that_a_person_typed()
    {
        byte[] small = Frames.Frame(0, [7, 0, 4, .. "quit"u8]);
        byte[] large = Frames.OfBodyBytes(0, 8, 6000);
        List<string> found = ClientInput.All(
            DialectCatalog.Native, [.. Frames.Opening(), .. small, .. large]);
        Assert.That(found[1], Does.StartWith("255 #7 spelling= "));
        Assert.That(found[2], Does.StartWith("MessageTooLong: 255 #8 spelling= "));
    }

    [Test]
    public void A_spelled_request_goes_out_as_one_for_help()
    {
        byte[] frame = Frames.Request(RequestVerb.Spelled, 3);
        Assert.That(FrameHeader.Read(frame).Kind, Is.EqualTo((byte)RequestVerb.Help));
    }

    [Test]
    public void An_unknown_verb_keeps_its_number_so_that_it_can_be_refused()
    {
        List<string> found = ClientInput.All(
            DialectCatalog.Native, [.. Frames.Opening(), .. Frames.Frame(0x7F, [9])]);
        Assert.That(found[1], Does.StartWith("127 #9 "));
    }

    [Test]
    public void A_request_may_stop_between_two_fields_and_not_inside_one()
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
    public void Fields_of_a_newer_client_are_skipped()
    {
        byte[] more = Frames.Frame(3, [5, 0, 2, .. "hi"u8, 0, 0xFF, 0xFF, 0xFF]);
        List<string> found = ClientInput.All(
            DialectCatalog.Native, [.. Frames.Opening(), .. more, .. Frames.Frame(13, [6])]);
        Assert.That(found[1], Is.EqualTo("Say #5 spelling= target= text=hi number=0"));
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
