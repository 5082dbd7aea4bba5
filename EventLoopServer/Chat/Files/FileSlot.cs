using EventLoopServer.Admission;
using EventLoopServer.Chat.Rooms;

namespace EventLoopServer.Chat.Files;

/// <summary>A file that a member has offered and may send once.</summary>
/// <param name="Key">128 random bits: the address to which it is sent.</param>
/// <param name="FileId">The id that the file will have.</param>
/// <param name="Member">The member.</param>
internal sealed record FileSlot(UInt128 Key, UInt128 FileId, Member Member)
{
    /// <summary>The room in which it will be shared, UTF-8.</summary>
    public required byte[] Room { get; init; }

    /// <summary>The name of the file.</summary>
    public required string Name { get; init; }

    /// <summary>The exact size of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>The member or its account, for quotas.</summary>
    public required string Owner { get; init; }

    /// <summary>The network prefix of the member; null: it has none.</summary>
    public required NetworkPrefix? Place { get; init; }

    /// <summary>When the upload has to have begun, on the monotonic clock, in ms.</summary>
    public required long DueMs { get; init; }

    /// <summary>True when its upload has begun: another one is refused.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The bytes that it counts.</summary>
    public long CountedBytes => Math.Max(Bytes, FileLimits.LeastBytes);

    /// <summary>
    /// True when a client of this address may send the file: one of the member's address. A browser
    /// or curl may reach the server by IPv4 although the member is connected by IPv6, so only
    /// addresses of one family are compared.
    /// </summary>
    public bool IsFor(NetworkPrefix? sender) =>
        Place is not { } place
        || sender is not { } other
        || place == other
        || (place.IsLoopback && other.IsLoopback)
        || place.Length >= NetworkPrefix.BitsBeforeV4 != other.Length >= NetworkPrefix.BitsBeforeV4;
}
