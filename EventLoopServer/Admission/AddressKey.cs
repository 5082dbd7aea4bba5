using System.Buffers.Binary;
using System.Net;

namespace EventLoopServer.Admission;

/// <summary>
/// What counts as one address: of IPv4 all of it, of IPv6 the first 64 bits, which is what a
/// household gets and may number as it likes.
/// </summary>
/// <param name="Network">The first 64 bits; 0 for IPv4.</param>
/// <param name="Host">The 32 bits of IPv4 with a bit above them; 0 for IPv6.</param>
/// <param name="IsLocal">Private, link-local or loopback: many may share it.</param>
internal readonly record struct AddressKey(ulong Network, ulong Host, bool IsLocal)
{
    public static AddressKey Of(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int length);
        return length == 4
            ? new AddressKey(
                0, (1UL << 32) | BinaryPrimitives.ReadUInt32BigEndian(bytes), IsLocalV4(bytes))
            : new AddressKey(
                BinaryPrimitives.ReadUInt64BigEndian(bytes),
                0,
                address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal
                    || IPAddress.IsLoopback(address));
    }

    /// <summary>
    /// RFC 1918 (private), 1122 (loopback), 3927 (link-local), 6598 (behind a carrier's).
    /// </summary>
    private static bool IsLocalV4(ReadOnlySpan<byte> b) => b[0] is 10 or 127
        || (b[0] == 172 && b[1] is >= 16 and <= 31)
        || (b[0] == 192 && b[1] == 168)
        || (b[0] == 169 && b[1] == 254)
        || (b[0] == 100 && b[1] is >= 64 and <= 127);
}
