using System.Text;

namespace Protocol.Commands;

/// <summary>
/// The form of an invitation code. It begins with a prefix, so that a typed line shows which of its
/// words is the code, also when the rest of the code is mistyped.
/// </summary>
public static class InvitationCode
{
    /// <summary>The first characters of each code.</summary>
    public const string Prefix = "inv-";

    /// <summary>True for a word that begins as a code, in upper or lower case.</summary>
    /// <param name="word">The word, UTF-8.</param>
    public static bool IsLike(ReadOnlySpan<byte> word) =>
        word.Length > Prefix.Length
        && Ascii.EqualsIgnoreCase(word[..Prefix.Length], Prefix);
}
