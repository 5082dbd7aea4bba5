using EventLoopServer.Configuration;

namespace UnitTests.Support;

/// <summary>Client limits for tests whose clients send faster than people.</summary>
internal static class Unpaced
{
    /// <summary>The same without rate limits; timeouts and connection limits stay.</summary>
    public static ClientLimits WithoutRates(this ClientLimits clientLimits) =>
        clientLimits.WithoutByteRates() with { CommandsPerSecond = 0 };

    /// <summary>The same without rate limits in bytes.</summary>
    public static ClientLimits WithoutByteRates(this ClientLimits clientLimits) => clientLimits with
    {
        BytesPerSecond = 0,
        RoomBytesPerSecond = 0,
        LegacyRoomBytesPerSecond = 0,
        BytesPerAddress = 0,
        BytesPerLocalAddress = 0,
    };
}
