namespace EventLoopServer.Chat;

/// <summary>
/// Where somebody comes from, or a network of such places: an address of IPv6, in which those of
/// IPv4 have a place, and how many of its bits count. The chat compares these, and can neither read
/// nor write them.
/// </summary>
/// <param name="Bits">The address; bits that do not count are 0.</param>
/// <param name="Length">Bits that count, 0 to 128.</param>
/// <param name="IsLoopback">On the server's own machine, or come through a tunnel to it.</param>
internal readonly record struct Origin(UInt128 Bits, int Length, bool IsLoopback)
{
    /// <summary>The same without the bits that do not count.</summary>
    public static Origin Of(UInt128 bits, int length, bool isLoopback) =>
        new(bits & Mask(length), length, isLoopback);

    /// <summary>Bits before those of IPv4: RFC 4291, 2.5.5.2.</summary>
    public const int BitsBeforeV4 = 96;

    private bool IsV4 => Length >= BitsBeforeV4;

    /// <summary>
    /// True when the other is this place or lies in this network. What is written as IPv6 means
    /// nobody of IPv4: the bits before those are the same as those of <c>::1</c>.
    /// </summary>
    public bool Contains(Origin other) => IsV4 == other.IsV4
        && Length <= other.Length && (other.Bits & Mask(Length)) == Bits;

    private static UInt128 Mask(int length) =>
        length == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - length);
}
