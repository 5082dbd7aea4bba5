using Protocol;
using Protocol.Dialects.Catalog;
using Protocol.Framing;
using Protocol.Messages;
using Protocol.Sentences;

namespace UnitTests.Protocol.Dialects.Native;

internal sealed class NativeLimitTests
{
    private const int MessageBytes = 4096;
    private const int BodyBytes = MessageBytes + WireLimits.RequestOverheadBytes;
    private const int SkippedBytes = 1024 * 1024;

    [TestCase(BodyBytes - 1, false)]
    [TestCase(BodyBytes, false)]
    [TestCase(BodyBytes + 1, true)]
    [TestCase(SkippedBytes - 1, true)]
    [TestCase(SkippedBytes, true)]
    public void Overlong_frame_is_refused_with_its_id_and_skipped(int bytes, bool refused)
    {
        List<string> found = ClientInput.All(DialectCatalog.Native, WithNext(bytes));
        Assert.That(found, Has.Count.EqualTo(3));
        Assert.That(found[1], Does.StartWith(refused ? "MessageTooLong: Say #77 " : "Say #77 "));
        Assert.That(found[2], Does.StartWith("Ping #78 "));
    }

    [Test]
    public void Header_of_more_than_one_mebibyte_is_malformed()
    {
        var input = new ClientInput(DialectCatalog.Native);
        input.Feed([.. Frames.Opening(), .. Frames.OfBodyBytes(3, 77, SkippedBytes + 1)[..4]]);
        Assert.That(input.IsClosed, Is.True);
        Assert.That(input.Found[1], Does.StartWith("Malformed: ").And.Contain(
            MalformedSentences.FrameTooLong(SkippedBytes + 1)));
    }

    [Test]
    public void Skipped_frame_means_the_same_wherever_it_is_split()
    {
        byte[] stream = WithNext(BodyBytes + 1);
        List<string> whole = ClientInput.All(DialectCatalog.Native, stream);
        for (int cut = 0; cut <= stream.Length; cut++)
        {
            Assert.That(
                ClientInput.Split(DialectCatalog.Native, stream, cut),
                Is.EqualTo(whole),
                $"cut at {cut}");
        }
    }

    [Test]
    public void Refusal_waits_for_the_complete_id()
    {
        byte[] frame = Frames.Frame(3, [0xAC, 0x02, 0, .. Frames.Filler(BodyBytes)]);
        var input = new ClientInput(DialectCatalog.Native);
        input.Feed(Frames.Opening());
        input.Feed(frame.AsSpan(0, 5));
        Assert.That(input.Found, Has.Count.EqualTo(1));
        input.Feed(frame.AsSpan(5, 20));
        Assert.That(input.Found, Has.Count.EqualTo(2));
        Assert.That(input.Found[1], Does.StartWith("MessageTooLong: Say #300 "));
    }

    [Test]
    public void Skipped_bytes_are_not_buffered()
    {
        byte[] stream = WithNext(SkippedBytes);
        var input = new ClientInput(DialectCatalog.Native);
        foreach (byte[] piece in stream[..^8].Chunk(1000))
        {
            input.Feed(piece);
            Assert.That(input.Waiting, Is.LessThan(FrameHeader.Bytes + 10));
        }
    }

    [TestCase(WireLimits.MinMessageBytes)]
    [TestCase(WireLimits.DefaultMessageBytes)]
    [TestCase(WireLimits.MaxMessageBytes)]
    public void Longest_message_to_the_longest_name_fits_at_every_size(int message)
    {
        byte[] frame = Frames.Request(
            RequestVerb.Tell,
            ulong.MaxValue,
            new string('n', WireLimits.RoomNameBytes),
            new string('x', message),
            ulong.MaxValue);
        var input = new ClientInput(DialectCatalog.Native, message);
        input.Feed([.. Frames.Opening(), .. frame]);
        Assert.That(input.Found[1], Does.StartWith("Tell #18446744073709551615 "));
    }

    private static byte[] WithNext(int bodyBytes) =>
    [
        .. Frames.Opening(),
        .. Frames.OfBodyBytes((byte)RequestVerb.Say, 77, bodyBytes),
        .. Frames.Request(RequestVerb.Ping, 78),
    ];
}
