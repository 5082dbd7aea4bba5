using Protocol.Dialects.Native;
using Protocol.Framing;
using SimpleClient.Library;
using SimpleClient.Library.Link;

namespace UnitTests.Client.Library;

/// <summary>Input that arrives in pieces means the same as in one piece.</summary>
internal sealed class SplitTests
{
    // Contains the start of a magic before the real one.
    private static readonly byte[] s_opening =
    [
        .. "-- hi\n"u8, .. NativeWire.Magic[..3], .. Frames.Welcome(messageBytes: 777),
        .. Frames.Said("dev", "one"), .. Frames.Past("dev", 1), .. Frames.Said("dev", "two"),
    ];

    [Test]
    public async Task Opening_split_at_every_byte_is_read_like_a_whole_one()
    {
        for (int cut = 1; cut < s_opening.Length; cut++)
        {
            await ExpectAllAsync(CutBytes.At(s_opening, cut), $"cut at {cut}");
        }
    }

    [Test]
    public async Task Opening_in_single_bytes_is_read_like_a_whole_one() =>
        await ExpectAllAsync(CutBytes.Everywhere(s_opening), "byte by byte");

    [Test]
    public void Partial_frame_needs_more_input()
    {
        byte[] frame = Frames.Said("dev", "one");
        var decoder = new EventDecoder(FrameLimits.BeforeWelcome);
        for (int bytes = 0; bytes < frame.Length; bytes++)
        {
            DecodeStatus status = decoder.Decode(frame.AsSpan(0, bytes), out int used, out _);
            Assert.That(status, Is.EqualTo(DecodeStatus.NeedMore), $"{bytes} bytes");
            Assert.That(used, Is.Zero);
        }
    }

    [Test]
    public async Task Buffer_grows_for_a_long_frame_without_loss()
    {
        byte[] bytes = new byte[300_000];
        new Random(1).NextBytes(bytes);
        var buffer = new ReceiveBuffer(new CutBytes(bytes.Chunk(1000)).ReceiveAsync);
        while (await buffer.FillAsync(default))
        {
            // Read to the end.
        }

        Assert.That(buffer.Unread.SequenceEqual(bytes), Is.True);
    }

    private static async Task ExpectAllAsync(ReceiveBuffer input, string how)
    {
        ChatEvent welcome = await new NativeClientHandshake(input, "here").WelcomeAsync(default);
        Assert.That(welcome.Sequence, Is.EqualTo(777), how);
        var decoder = new EventDecoder(FrameLimits.BeforeWelcome);
        var seen = new List<string>();
        do
        {
            ChatEvent? e;
            while (decoder.Decode(input.Unread, out int used, out e) == DecodeStatus.Item)
            {
                input.Use(used);
                seen.Add($"{e!.Kind} {e.Text} {e.IsPast}");
            }
        }
        while (await input.FillAsync(default));

        Assert.That(
            string.Join(", ", seen),
            Is.EqualTo("Said one False, Past  False, Said two True"),
            how);
    }
}
