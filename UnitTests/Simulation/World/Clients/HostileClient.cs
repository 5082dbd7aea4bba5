using Protocol.Dialects.Catalog;

namespace UnitTests.Simulation.World.Clients;

/// <summary>
/// Sends random input to any listener. The only expectation is that other clients are not affected.
/// </summary>
internal sealed class HostileClient(SimWorld world, int index, int listener)
    : WorldClient(world, index)
{
    public override bool IsNamed => false;

    public override string? Missing => null;

    protected override int Listener { get; } = listener % DialectCatalog.Sets.Count;

    protected override void Begin()
    {
    }

    protected override void Behave(ref SeededRandom random)
    {
        byte[] some = random.Below(12) switch
        {
            0 => [0x89, (byte)'T', (byte)'C', (byte)'H'],
            1 => [0x16, 0x03, 0x01, 0x02, 0x00],
            2 => [.. "GET / HTTP/1.1\r\n\r\n"u8],
            3 => [0xFF, 0xFA, 1, 2],
            4 => Enumerable.Repeat((byte)'y', random.Below(9000)).ToArray(),
            5 => [10, 0, 0, (byte)random.Below(32), 5, 1, 2, 3, 4, 5, 6, 7, 8, 9],
            6 => RecordedEvent.Utf8($"h{Index}x{random.Below(50)}\n"),
            7 => [.. "/join tea\nhello\n/leave\n/history\n/rooms\n"u8],
            8 => [.. "bob has left the chat."u8],
            9 => [.. "/users\n/help\n@nobody psst\n"u8],
            10 => [(byte)random.Below(256), (byte)random.Below(256), (byte)random.Below(256), 10],
            _ => Any(ref random),
        };
        Put(some);
        if (random.Chance(30))
        {
            End();
        }
    }

    protected override void Understand(byte[] bytes)
    {
    }

    private static byte[] Any(ref SeededRandom random)
    {
        var bytes = new byte[random.Below(300)];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random.Next();
        }

        return bytes;
    }
}
