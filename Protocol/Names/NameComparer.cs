using System.Text;

namespace Protocol.Names;

/// <summary>
/// Compares names of members and rooms as UTF-8, without regard to case. It makes no strings, so
/// finding the receiver of a private message allocates nothing.
/// </summary>
public sealed class NameComparer
    : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    /// <summary>The instance that all callers share. It has no state.</summary>
    public static NameComparer Instance { get; } = new();

    /// <summary>True when two names differ only in case.</summary>
    /// <param name="left">A name.</param>
    /// <param name="right">Another name.</param>
    /// <returns>Whether they count as the same name.</returns>
    public static bool Same(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
        {
            return true;
        }

        while (!left.IsEmpty && !right.IsEmpty)
        {
            if (NextFolded(ref left) != NextFolded(ref right))
            {
                return false;
            }
        }

        return left.IsEmpty && right.IsEmpty;
    }

    /// <inheritdoc/>
    public bool Equals(byte[]? x, byte[]? y) => Same(x, y);

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => Same(alternate, other);

    /// <inheritdoc/>
    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = default(HashCode);
        while (!alternate.IsEmpty)
        {
            hash.Add(NextFolded(ref alternate));
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    private static int NextFolded(ref ReadOnlySpan<byte> rest)
    {
        byte first = rest[0];
        if (first < 0x80)
        {
            rest = rest[1..];
            return first is >= (byte)'a' and <= (byte)'z' ? first - 0x20 : first;
        }

        Rune.DecodeFromUtf8(rest, out Rune rune, out int bytes);
        rest = rest[bytes..];
        return Rune.ToUpperInvariant(rune).Value;
    }
}
