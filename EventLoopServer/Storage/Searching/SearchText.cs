using System.Text;

namespace EventLoopServer.Storage.Searching;

/// <summary>
/// Prepares texts for the full-text index. Its tokenizer takes a run of Han, Kana or Hangul
/// characters for one word. Each such run is replaced by its overlapping pairs and its last
/// character, so that each character begins a word: <c>abc中文字</c> becomes <c>abc 中文 文字 字</c>.
/// </summary>
internal static class SearchText
{
    /// <summary>The most bytes that the result of <see cref="Write"/> can have.</summary>
    public static int MaxBytes(int textBytes) => (3 * textBytes) + 2;

    /// <summary>Writes a text for the index.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Write(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        int written = 0;
        bool isRun = false;
        while (!text.IsEmpty)
        {
            int other = text.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            int ascii = other < 0 ? text.Length : other;
            if (ascii > 0)
            {
                if (isRun)
                {
                    destination[written++] = (byte)' ';
                    isRun = false;
                }

                text[..ascii].CopyTo(destination[written..]);
                written += ascii;
                text = text[ascii..];
                continue;
            }

            Rune.DecodeFromUtf8(text, out Rune rune, out int bytes);
            bool isCjk = IsCjk(rune);
            if (isCjk || isRun)
            {
                destination[written++] = (byte)' ';
            }

            text[..bytes].CopyTo(destination[written..]);
            written += bytes;
            text = text[bytes..];
            isRun = isCjk;
            if (isCjk && NextCjk(text) is int next and > 0)
            {
                text[..next].CopyTo(destination[written..]);
                written += next;
            }
        }

        return written;
    }

    /// <summary>
    /// True for Han, Kana and Hangul, which are written without spaces or with suffixes.
    /// </summary>
    public static bool IsCjk(Rune rune) => rune.Value is
        (>= 0x1100 and <= 0x11FF)
        or (>= 0x2E80 and <= 0x2FDF)
        or 0x3005 or 0x3007
        or (>= 0x3041 and <= 0x3096)
        or (>= 0x309D and <= 0x309F)
        or (>= 0x30A1 and <= 0x30FA)
        or (>= 0x30FC and <= 0x318E)
        or (>= 0x31A0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xA960 and <= 0xA97C)
        or (>= 0xAC00 and <= 0xD7FB)
        or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFF66 and <= 0xFFDC)
        or (>= 0x1B000 and <= 0x1B16F)
        or (>= 0x20000 and <= 0x323AF);

    private static int NextCjk(ReadOnlySpan<byte> text) =>
        !text.IsEmpty
        && Rune.DecodeFromUtf8(text, out Rune rune, out int bytes)
            == System.Buffers.OperationStatus.Done
        && IsCjk(rune)
            ? bytes
            : 0;
}
