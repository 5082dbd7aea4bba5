using EventLoopServer.Configuration;

namespace UnitTests.Support;

/// <summary>Protection for tests whose clients send faster than people.</summary>
internal static class Unpaced
{
    /// <summary>The same without rates; deadlines and places stay.</summary>
    public static ClientLimits WithoutRates(this ClientLimits clientLimits) =>
        clientLimits.WithoutByteRates() with { CommandsPerSecond = 0 };

    /// <summary>The same without anything that counts bytes.</summary>
    public static ClientLimits WithoutByteRates(this ClientLimits clientLimits) => clientLimits with
    {
        BytesPerSecond = 0,
        RoomBytesPerSecond = 0,
        LegacyRoomBytesPerSecond = 0,
        BytesPerAddress = 0,
        BytesPerLocalAddress = 0,
    };
}
