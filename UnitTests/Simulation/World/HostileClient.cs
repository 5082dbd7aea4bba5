using Protocol.Dialects;

namespace UnitTests.Simulation.World;

/// <summary>
/// Sends whatever comes to its mind, at whatever door. Nothing is expected but that nobody else
/// suffers.
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

    protected override void Behave(ref Dice dice)
    {
        byte[] some = dice.Below(12) switch
        {
            0 => [0x89, (byte)'T', (byte)'C', (byte)'H'],
            1 => [0x16, 0x03, 0x01, 0x02, 0x00],
            2 => [.. "GET / HTTP/1.1\r\n\r\n"u8],
            3 => [0xFF, 0xFA, 1, 2],
            4 => Enumerable.Repeat((byte)'y', dice.Below(9000)).ToArray(),
            5 => [10, 0, 0, (byte)dice.Below(32), 5, 1, 2, 3, 4, 5, 6, 7, 8, 9],
            6 => ChronicleEvent.Utf8($"h{Index}x{dice.Below(50)}\n"),
            7 => [.. "/join tea\nhello\n/leave\n/history\n/rooms\n"u8],
            8 => [.. "bob has left the chat."u8],
            9 => [.. "/users\n/help\n@nobody psst\n"u8],
            10 => [(byte)dice.Below(256), (byte)dice.Below(256), (byte)dice.Below(256), 10],
            _ => Any(ref dice),
        };
        Put(some);
        if (dice.Chance(30))
        {
            End();
        }
    }

    protected override void Understand(byte[] bytes)
    {
    }

    private static byte[] Any(ref Dice dice)
    {
        var bytes = new byte[dice.Below(300)];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)dice.Next();
        }

        return bytes;
    }
}
