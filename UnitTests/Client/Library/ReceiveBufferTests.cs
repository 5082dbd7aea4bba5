using SimpleClient.Library.Link;

namespace UnitTests.Client.Library;

/// <summary>Received bytes that were not used yet.</summary>
internal sealed class ReceiveBufferTests
{
    [Test]
    public async Task Any_number_of_bytes_may_be_used_between_two_receives([Range(0, 6)] int used)
    {
        ReceiveBuffer buffer = Of("abcdef"u8, "ghi"u8);
        Assert.That(await buffer.FillAsync(default), Is.True, "the first piece");
        buffer.Use(used);
        Assert.That(await buffer.FillAsync(default), Is.True, "the second piece");
        Assert.That(buffer.Unread.ToArray(), Is.EqualTo("abcdefghi"u8[used..].ToArray()));
        Assert.That(await buffer.FillAsync(default), Is.False, "the end");
    }

    [TestCase(4095)]
    [TestCase(4096)]
    [TestCase(4097)]
    [TestCase(65_536)]
    [TestCase(65_537)]
    public async Task Remaining_bytes_move_to_the_front_to_make_room(int bytes)
    {
        byte[] sent = new byte[bytes + 10];
        new Random(bytes).NextBytes(sent);
        var buffer = new ReceiveBuffer(new CutBytes([sent[..bytes], sent[bytes..]]).ReceiveAsync);
        var seen = new List<byte>();
        while (await buffer.FillAsync(default))
        {
            // One byte stays each time, so that the rest has to be moved.
            int used = buffer.Unread.Length - 1;
            seen.AddRange(buffer.Unread[..used]);
            buffer.Use(used);
        }

        seen.AddRange(buffer.Unread);
        Assert.That(seen, Is.EqualTo(sent));
    }

    private static ReceiveBuffer Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        new(new CutBytes([first.ToArray(), second.ToArray()]).ReceiveAsync);
}
