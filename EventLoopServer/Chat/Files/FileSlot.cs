using EventLoopServer.Admission;
using EventLoopServer.Chat.Rooms;

namespace EventLoopServer.Chat.Files;

/// <summary>The slot of an offered file, which allows one upload.</summary>
/// <param name="Key">128 random bits in the upload's address.</param>
/// <param name="FileId">The id that the file will have.</param>
/// <param name="Member">The member.</param>
internal sealed record FileSlot(UInt128 Key, UInt128 FileId, Member Member)
{
    /// <summary>The room that the file will be shared in, UTF-8.</summary>
    public required byte[] Room { get; init; }

    /// <summary>The name of the file.</summary>
    public required string Name { get; init; }

    /// <summary>The exact size of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>The member or its account, for quotas.</summary>
    public required string Owner { get; init; }

    /// <summary>The network prefix of the member, or null.</summary>
    public required NetworkPrefix? Place { get; init; }

    /// <summary>
    /// When the slot expires if no upload has begun, in ms on the monotonic clock.
    /// </summary>
    public required long DueMs { get; init; }

    /// <summary>True when the upload has begun. A second upload is refused.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The bytes in the quota of the owner.</summary>
    public DailyBytes<string>.Entry? OwnerBytes { get; set; }

    /// <summary>The bytes in the quota of the address; null when there is no address.</summary>
    public DailyBytes<NetworkPrefix>.Entry? PlaceBytes { get; set; }

    /// <summary>The bytes that the file counts in the quotas.</summary>
    public long CountedBytes => Math.Max(Bytes, FileLimits.MinBytes);

    /// <summary>
    /// True when a client with this prefix may upload the file, because it has the member's
    /// address. A browser or curl may use IPv4 although the member is connected by IPv6. So only
    /// addresses of the same family are compared.
    /// </summary>
    public bool IsFor(NetworkPrefix? sender) =>
        Place is not { } place
        || sender is not { } other
        || place == other
        || (place.IsLoopback && other.IsLoopback)
        || place.Length >= NetworkPrefix.BitsBeforeV4 != other.Length >= NetworkPrefix.BitsBeforeV4;
}
