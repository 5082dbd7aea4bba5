using System.Buffers;
using System.Text;

namespace Protocol.Messages;

/// <summary>The rules for names of shared files, and their form in a path.</summary>
public static class FileName
{
    /// <summary>
    /// Bytes of UTF-8 in a name. More are refused. Origin: half of what a file system takes (255),
    /// so that there is space for a suffix.
    /// </summary>
    public const int MaxBytes = 128;

    /// <summary>
    /// The most bytes of a name in a path: each byte may become three, such as <c>%20</c>.
    /// </summary>
    public const int MaxPathBytes = 3 * MaxBytes;

    /// <summary>Bytes that a path shows unchanged: the unreserved characters of RFC 3986.</summary>
    private static readonly SearchValues<byte> s_plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    /// <summary>Characters that file systems or shells treat in their own way.</summary>
    private static readonly SearchValues<char> s_forbidden = SearchValues.Create("/\\:*?\"<>|");

    private static ReadOnlySpan<byte> Digits => "0123456789ABCDEF"u8;

    /// <summary>
    /// True for a name that every system can store unchanged. The name is valid UTF-8 of 1 to
    /// <see cref="MaxBytes"/> bytes, without a path, control characters or invisible characters. It
    /// does not begin or end with a dot or a blank.
    /// </summary>
    /// <param name="name">The name, UTF-8.</param>
    /// <returns>Whether a file may have it.</returns>
    public static bool IsValid(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name.Length > MaxBytes
            || name[0] is (byte)'.' or (byte)' '
            || name[^1] is (byte)'.' or (byte)' ')
        {
            return false;
        }

        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(name, out Rune rune, out int bytes) != OperationStatus.Done
                || IsForbidden(rune))
            {
                return false;
            }

            name = name[bytes..];
        }

        return true;
    }

    /// <summary>
    /// Makes a valid name from the name of a file on a disk. Forbidden characters become
    /// underscores, and a long name is cut before its suffix.
    /// </summary>
    /// <param name="name">The name, without its folders.</param>
    /// <returns>A valid name.</returns>
    public static string Adapt(string name)
    {
        var text = new StringBuilder();
        foreach (Rune rune in name.EnumerateRunes())
        {
            text.Append(IsForbidden(rune) || rune == Rune.ReplacementChar ? "_" : $"{rune}");
        }

        string all = text.ToString().Trim('.', ' ');
        string suffix = Path.GetExtension(all);
        suffix = Encoding.UTF8.GetByteCount(suffix) <= MaxBytes / 4 ? suffix : "";
        string stem = all[..^suffix.Length];
        while (Encoding.UTF8.GetByteCount(stem) + Encoding.UTF8.GetByteCount(suffix) > MaxBytes)
        {
            stem = stem[..^(char.IsLowSurrogate(stem[^1]) ? 2 : 1)];
        }

        string adapted = $"{stem.TrimEnd('.', ' ')}{suffix}".Trim('.', ' ');
        return adapted.Length > 0 ? adapted : "file";
    }

    /// <summary>Writes a name as the last part of a path.</summary>
    /// <param name="name">The name, UTF-8.</param>
    /// <param name="path">Receives it; <see cref="MaxPathBytes"/> bytes are enough.</param>
    /// <returns>The bytes written.</returns>
    public static int Escape(ReadOnlySpan<byte> name, Span<byte> path)
    {
        int written = 0;
        foreach (byte b in name)
        {
            if (s_plain.Contains(b))
            {
                path[written++] = b;
                continue;
            }

            path[written++] = (byte)'%';
            path[written++] = Digits[b >> 4];
            path[written++] = Digits[b & 0xF];
        }

        return written;
    }

    private static bool IsForbidden(Rune rune) =>
        Rune.IsControl(rune)
        || (rune.IsBmp && s_forbidden.Contains((char)rune.Value))
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator
            or System.Globalization.UnicodeCategory.ParagraphSeparator
            or System.Globalization.UnicodeCategory.PrivateUse
            or System.Globalization.UnicodeCategory.OtherNotAssigned;
}
