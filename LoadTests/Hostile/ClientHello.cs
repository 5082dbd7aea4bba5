using Protocol.Framing;

namespace LoadTests.Hostile;

/// <summary>The first record of a TLS 1.3 client, built by hand. RFC 8446, 4.1.2.</summary>
internal static class ClientHello
{
    private const int KeyBytes = 32;

    public static byte[] Make(Random random)
    {
        byte[] space = new byte[512];
        var body = new ByteWriter(space);
        body.Bytes([0x03, 0x03]);
        body.Bytes(RandomBytes(random, KeyBytes));
        body.Byte(KeyBytes);
        body.Bytes(RandomBytes(random, KeyBytes));

        // Three cipher suites of TLS 1.3, no compression, and 73 bytes of extensions: versions,
        // groups, signatures, and a key share for x25519.
        body.Bytes([0x00, 0x06, 0x13, 0x01, 0x13, 0x02, 0x13, 0x03, 0x01, 0x00, 0x00, 73]);
        body.Bytes([0x00, 0x2b, 0x00, 0x03, 0x02, 0x03, 0x04]);
        body.Bytes([0x00, 0x0a, 0x00, 0x06, 0x00, 0x04, 0x00, 0x1d, 0x00, 0x17]);
        body.Bytes(
            [0x00, 0x0d, 0x00, 0x0a, 0x00, 0x08, 0x04, 0x03, 0x08, 0x04, 0x04, 0x01, 0x05, 0x03]);
        body.Bytes([0x00, 0x33, 0x00, 0x26, 0x00, 0x24, 0x00, 0x1d, 0x00, KeyBytes]);
        body.Bytes(RandomBytes(random, KeyBytes));

        ReadOnlySpan<byte> hello = space.AsSpan(0, body.Written);
        int message = hello.Length + 4;
        return
        [
            0x16, 0x03, 0x01, (byte)(message >> 8), (byte)message,
            0x01, 0x00, (byte)(hello.Length >> 8), (byte)hello.Length,
            .. hello,
        ];
    }

    public static byte[] RandomBytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
