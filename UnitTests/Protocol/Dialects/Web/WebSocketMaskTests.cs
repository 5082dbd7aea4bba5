using Protocol.Dialects.Web;

namespace UnitTests.Protocol.Dialects.Web;

/// <summary>The mask of a client's frames.</summary>
internal sealed class WebSocketMaskTests
{
    [Test]
    public void Every_length_is_unmasked_byte_by_byte()
    {
        var random = new Random(7);
        for (int length = 0; length < 200; length++)
        {
            var payload = new byte[length];
            random.NextBytes(payload);
            uint key = (uint)random.NextInt64();
            byte[] expected =
                [.. payload.Select((b, i) => (byte)(b ^ (key >> (8 * (i % 4)))))];
            WebSocketMask.Apply(payload, key);
            Assert.That(payload, Is.EqualTo(expected), $"{length} bytes");
        }
    }
}
