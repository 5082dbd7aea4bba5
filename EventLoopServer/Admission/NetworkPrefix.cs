using System.Buffers.Binary;
using System.Net;

namespace EventLoopServer.Admission;

/// <summary>
/// The address of a client, or a network of addresses, for limits, bans and mutes. All 32 bits of
/// an IPv4 address count. At most the first 64 bits of an IPv6 address count, because a subscriber
/// gets a network of this length and assigns the other bits freely. An IPv4 address that is written
/// as IPv6 (<c>::ffff:192.0.2.1</c>) is IPv4. The scope of a link-local address is ignored, because
/// it identifies a network card of this machine and not a peer.
/// </summary>
/// <param name="Bits">
/// The bits of the address. IPv4 is mapped to IPv6. Bits that do not count are 0.
/// </param>
/// <param name="Length">
/// The number of bits that count. It is 0 to 64 for IPv6, and 96 to 128 for IPv4, because the 96
/// bits before the IPv4 address are included.
/// </param>
internal readonly record struct NetworkPrefix(UInt128 Bits, int Length)
{
    /// <summary>
    /// The bits before an IPv4 address that is mapped to IPv6 (RFC 4291, 2.5.5.2).
    /// </summary>
    public const int BitsBeforeV4 = 96;

    /// <summary>The maximum number of IPv6 bits that count.</summary>
    public const int SubscriberBits = 64;

    private const int V4Bits = 32;

    private static readonly NetworkPrefix s_loopbackV4 = V4(127, 0, 8);

    /// <summary>The network of <c>::1</c>. No other address of this network is in use.</summary>
    private static readonly NetworkPrefix s_loopbackV6 = V6(0, SubscriberBits);

    /// <summary>
    /// RFC 1122 and 4291 (loopback), 1918 (private), 6598 (carrier-grade NAT), 3927 and 4291
    /// (link-local), 3879 (site-local), 4193 (unique local).
    /// </summary>
    private static readonly NetworkPrefix[] s_local =
    [
        s_loopbackV4, V4(10, 0, 8), V4(172, 16, 12), V4(192, 168, 16), V4(100, 64, 10),
        V4(169, 254, 16), s_loopbackV6, V6(0xFE80, 10), V6(0xFEC0, 10), V6(0xFC00, 7),
    ];

    /// <summary>
    /// True for a client on the server's own machine, or for one that arrives through a tunnel to
    /// this machine. The value follows from the address, so the equality of two prefixes need not
    /// compare it.
    /// </summary>
    public bool IsLoopback => s_loopbackV4.Contains(this) || s_loopbackV6.Contains(this);

    /// <summary>
    /// True for a private, link-local or loopback address, which many clients may share.
    /// </summary>
    public bool IsLocal
    {
        get
        {
            foreach (NetworkPrefix network in s_local)
            {
                if (network.Contains(this))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private bool IsV4 => Length >= BitsBeforeV4;

    /// <summary>The prefix of an address, with all bits that count.</summary>
    public static NetworkPrefix Of(IPAddress address) => Of(address, int.MaxValue);

    /// <summary>
    /// The prefix of an address with this length, or shorter if fewer bits count.
    /// </summary>
    public static NetworkPrefix Of(IPAddress address, int length)
    {
        IPAddress all = address.MapToIPv6();
        Span<byte> bytes = stackalloc byte[16];
        all.TryWriteBytes(bytes, out _);
        return Of(
            BinaryPrimitives.ReadUInt128BigEndian(bytes),
            all.IsIPv4MappedToIPv6
                ? BitsBeforeV4 + Math.Min(length, V4Bits)
                : Math.Min(length, SubscriberBits));
    }

    /// <summary>The prefix without the bits that do not count.</summary>
    public static NetworkPrefix Of(UInt128 bits, int length) => new(bits & Mask(length), length);

    /// <summary>
    /// True when the other prefix is the same or lies in this network. An IPv6 prefix contains no
    /// IPv4 address, although mapped IPv4 addresses begin with the same bits as <c>::1</c>.
    /// </summary>
    public bool Contains(NetworkPrefix other) => IsV4 == other.IsV4
        && Length <= other.Length && (other.Bits & Mask(Length)) == Bits;

    private static NetworkPrefix V4(byte first, byte second, int length) =>
        Of(new IPAddress([first, second, 0, 0]), length);

    private static NetworkPrefix V6(ushort first, int length) => Of((UInt128)first << 112, length);

    private static UInt128 Mask(int length) =>
        length == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - length);
}
