using System.Buffers.Text;

namespace Protocol.Names;

/// <summary>
/// The replacement for a name that cannot be written: <c>user-</c> and the member's id. No name has
/// this form, so an alias cannot be mistaken for another member's name.
/// </summary>
public static class NameAlias
{
    /// <summary>Length of the longest alias, in bytes.</summary>
    public const int MaxBytes = 25;

    private static ReadOnlySpan<byte> Prefix => "user-"u8;

    /// <summary>Writes a member's alias.</summary>
    /// <param name="space">The space to write to: at least <see cref="MaxBytes"/> bytes.</param>
    /// <param name="memberId">The member's id.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> space, ulong memberId)
    {
        Prefix.CopyTo(space);
        memberId.TryFormat(space[Prefix.Length..], out int digits);
        return Prefix.Length + digits;
    }

    /// <summary>Reads an alias.</summary>
    /// <param name="name">The typed text, in any case.</param>
    /// <param name="memberId">The id of the member.</param>
    /// <returns>False if the text is not an alias.</returns>
    public static bool TryRead(ReadOnlySpan<byte> name, out ulong memberId)
    {
        memberId = 0;
        return name.Length > Prefix.Length
            && NameComparer.Same(name[..Prefix.Length], Prefix)
            && !name[Prefix.Length..].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && Utf8Parser.TryParse(name[Prefix.Length..], out memberId, out _);
    }
}
