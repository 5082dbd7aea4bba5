using System.Text;

namespace SimpleClient.Terminal.Keys;

/// <summary>
/// Collects a bracketed paste (a paste between two marks of the terminal) up to its end marker. A
/// paste that stalls is returned in parts. An incomplete character, an incomplete marker, and the
/// line breaks at the end of a part wait for the next part.
/// </summary>
internal sealed class PasteBuffer
{
    /// <summary>
    /// The most UTF-8 bytes of one paste, which is sixteen messages. Further bytes are dropped.
    /// </summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly byte[] s_end = "\u001B[201~"u8.ToArray();

    /// <summary>The characters of all line ends in Unicode.</summary>
    private static readonly char[] s_lineEnds =
        ['\r', '\n', '\f', '\u0085', '\u2028', '\u2029'];

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _text = new();
    private int _bytes;
    private int _matched;

    /// <summary>True when a line break waits for the next part.</summary>
    public bool HoldsBreak => _text.Length > 0;

    /// <summary>True for the byte that continues an incomplete end marker.</summary>
    public bool ContinuesEnd(byte b) => _matched > 0 && b == s_end[_matched];

    /// <summary>Begins another paste.</summary>
    public void Clear()
    {
        _decoder.Reset();
        _text.Clear();
        (_bytes, _matched) = (0, 0);
    }

    /// <summary>Takes one byte.</summary>
    /// <returns>True when the end marker is complete.</returns>
    public bool Take(byte b)
    {
        if (b == s_end[_matched])
        {
            _matched = (_matched + 1) % s_end.Length;
            return _matched == 0;
        }

        // The first byte of the marker occurs only once in the marker, so the matched bytes were
        // text.
        foreach (byte text in s_end.AsSpan(0, _matched))
        {
            Append(text);
        }

        _matched = b == s_end[0] ? 1 : 0;
        if (_matched == 0)
        {
            Append(b);
        }

        return false;
    }

    /// <summary>Returns the text so far, with LF between lines.</summary>
    /// <param name="isWhole">False for a part, after which others may follow.</param>
    public string TakeText(bool isWhole)
    {
        string all = _text.ToString();

        // Line ends stay unchanged, because the next part may begin with the LF after a CR at this
        // end.
        string part = isWhole ? all : all.TrimEnd(s_lineEnds);
        _text.Clear();
        _text.Append(all, part.Length, all.Length - part.Length);
        return part.ReplaceLineEndings("\n");
    }

    private void Append(byte b)
    {
        if (_bytes == MaxBytes)
        {
            return;
        }

        _bytes++;
        Span<char> chars = stackalloc char[4];
        int count = _decoder.GetChars([b], chars, flush: false);
        _text.Append(chars[..count]);
    }
}
