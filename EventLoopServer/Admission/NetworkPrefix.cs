namespace EventLoopServer.Admission;

/// <summary>
/// Where somebody comes from, or a network of such places: an address of IPv6, in which those of
/// IPv4 have a place, and how many of its bits count. The chat compares these, and can neither read
/// nor write them.
/// </summary>
/// <param name="Bits">The address; bits that do not count are 0.</param>
/// <param name="Length">Bits that count, 0 to 128.</param>
internal readonly record struct NetworkPrefix(UInt128 Bits, int Length)
{
    /// <summary>Bits before those of IPv4: RFC 4291, 2.5.5.2.</summary>
    public const int BitsBeforeV4 = 96;

    private static readonly NetworkPrefix s_loopbackV4 =
        Of(((UInt128)0xFFFF << 32) | 0x7F000000, BitsBeforeV4 + 8);

    /// <summary>The network of <c>::1</c>: no other address of it is in use.</summary>
    private static readonly NetworkPrefix s_loopbackV6 = new(0, 64);

    /// <summary>
    /// On the server's own machine, or come through a tunnel to it. It follows from the address,
    /// and so is not a part of what makes two of these the same.
    /// </summary>
    public bool IsLoopback => s_loopbackV4.Contains(this) || s_loopbackV6.Contains(this);

    private bool IsV4 => Length >= BitsBeforeV4;

    /// <summary>The same without the bits that do not count.</summary>
    public static NetworkPrefix Of(UInt128 bits, int length) => new(bits & Mask(length), length);

    /// <summary>
    /// True when the other is this place or lies in this network. What is written as IPv6 means
    /// nobody of IPv4: the bits before those are the same as those of <c>::1</c>.
    /// </summary>
    public bool Contains(NetworkPrefix other) => IsV4 == other.IsV4
        && Length <= other.Length && (other.Bits & Mask(Length)) == Bits;

    private static UInt128 Mask(int length) =>
        length == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - length);
}
