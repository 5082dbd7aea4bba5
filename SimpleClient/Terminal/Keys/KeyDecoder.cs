using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SimpleClient.Terminal.Keys;

/// <summary>
/// Makes keys of the bytes that a terminal sends: UTF-8, control characters, and the escape
/// sequences of xterm and those who follow it (tmux, Windows Terminal, the Linux console, rxvt,
/// PuTTY). A sequence that it does not know is dropped whole.
/// </summary>
/// <remarks>
/// An Escape key alone is the beginning of a sequence that never comes: whoever reads the terminal
/// calls <see cref="GiveUp"/> when nothing followed for a while.
/// </remarks>
internal sealed class KeyDecoder
{
    /// <summary>UTF-8 bytes of one paste; what is beyond is dropped. Sixteen messages.</summary>
    public const int MaxPasteBytes = 64 * 1024;

    /// <summary>Bytes of the longest escape sequence that is waited for.</summary>
    private const int MaxSequenceBytes = 32;

    private const byte Escape = 0x1B;

    private static readonly byte[] s_pasteEnd = "\u001B[201~"u8.ToArray();

    /// <summary>
    /// After an Escape: what a terminal sends as one sequence comes at once, even over a slow line.
    /// </summary>
    private static readonly TimeSpan s_sequenceTime = TimeSpan.FromMilliseconds(80);

    /// <summary>
    /// Within a paste: long enough for a slow line that stalls, and not longer than a person waits
    /// for a keyboard that does nothing.
    /// </summary>
    private static readonly TimeSpan s_pasteTime = TimeSpan.FromSeconds(2);

    private readonly List<byte> _bytes = [];
    private readonly List<byte> _paste = [];
    private bool _isPasting;

    /// <summary>True while the beginning of something waits for its end.</summary>
    public bool IsWaiting => _bytes.Count > 0 || _isPasting;

    /// <summary>How long nothing may follow before <see cref="GiveUp"/> is due.</summary>
    public TimeSpan Patience => _isPasting ? s_pasteTime : s_sequenceTime;

    /// <summary>Takes bytes, and makes all keys that are complete.</summary>
    public IReadOnlyList<Key> Take(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        var keys = new List<Key>();
        while (_bytes.Count > 0)
        {
            (int used, Key? key) = _isPasting ? ReadPaste() : Read(_bytes.ToArray());
            if (used == 0)
            {
                break;
            }

            _bytes.RemoveRange(0, used);
            if (key is { } made)
            {
                keys.Add(made);
            }
        }

        return keys;
    }

    /// <summary>Waits no longer for the end of what has begun.</summary>
    public IReadOnlyList<Key> GiveUp()
    {
        if (!IsWaiting)
        {
            return [];
        }

        if (_isPasting)
        {
            // The end mark was lost, or cut: without this every key would be pasted for ever.
            Keep(_bytes.Count - CutEnd());
            _bytes.Clear();
            return [EndPaste()];
        }

        bool isEscape = _bytes is [Escape];
        bool isAltBracket = _bytes is [Escape, _];
        byte second = isAltBracket ? _bytes[1] : (byte)0;
        _bytes.Clear();
        return isEscape ? [new Key(KeyCode.Escape)]
            : isAltBracket ? [new Key(KeyCode.Text, ((char)second).ToString()) { Alt = true }]
            : [];
    }

    /// <summary>Reads one key; no bytes used: more are needed.</summary>
    private (int Used, Key? Key) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] != Escape)
        {
            return ReadPlain(bytes);
        }

        if (bytes.Length == 1)
        {
            return (0, null);
        }

        switch (bytes[1])
        {
            case (byte)'[':
                return ReadSequence(bytes);
            case (byte)'O':
                return bytes.Length < 3 ? (0, null) : (3, Final((char)bytes[2], 1));
            default:
                // Alt is an Escape before what the key sends without it.
                (int used, Key? key) = Read(bytes[1..]);
                return used == 0 ? (0, null)
                    : (used + 1, key is { } made ? made with { Alt = true } : null);
        }
    }

    private static (int Used, Key? Key) ReadPlain(ReadOnlySpan<byte> bytes)
    {
        byte first = bytes[0];
        Key? control = first switch
        {
            0x0D or 0x0A => new Key(KeyCode.Enter),
            0x09 => new Key(KeyCode.Tab),
            0x7F or 0x08 => new Key(KeyCode.Backspace),
            >= 1 and <= 26 => new Key(KeyCode.Text, ((char)(first + 0x60)).ToString())
            {
                Ctrl = true,
            },
            _ => null,
        };
        if (first < ' ' || first == 0x7F)
        {
            return (1, control);
        }

        OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out int used);
        return status switch
        {
            OperationStatus.Done => (used, new Key(KeyCode.Text, rune.ToString())),
            OperationStatus.NeedMoreData => (0, null),
            _ => (used, null),
        };
    }

    private (int Used, Key? Key) ReadSequence(ReadOnlySpan<byte> bytes)
    {
        for (int i = 2; i < bytes.Length; i++)
        {
            if (bytes[i] is < 0x20 or > 0x7E)
            {
                // No sequence after all.
                return (i, null);
            }

            // The Linux console's F1 to F5 have a second bracket and then one letter.
            if (bytes[i] is >= 0x40 && !(bytes[i] == '[' && i == 2))
            {
                string parameters = Encoding.ASCII.GetString(bytes[2..i]);
                return (i + 1, Meaning((char)bytes[i], parameters));
            }
        }

        return bytes.Length > MaxSequenceBytes ? (bytes.Length, null) : (0, null);
    }

    private Key? Meaning(char final, string parameters)
    {
        string[] parts = parameters.Split(';');
        int first = Number(parts[0]);
        int modifiers = parts.Length > 1 ? Number(parts[1].Split(':')[0]) : 1;
        if (final != '~')
        {
            // What begins in another way is an answer of the terminal, and no key.
            return parameters.Length == 0 || char.IsAsciiDigit(parameters[0])
                ? Final(final, modifiers)
                : null;
        }

        if (first == 200)
        {
            _isPasting = true;
            return null;
        }

        return first switch
        {
            1 or 7 => With(KeyCode.Home, modifiers),
            4 or 8 => With(KeyCode.End, modifiers),
            3 => With(KeyCode.Delete, modifiers),
            5 => With(KeyCode.PageUp, modifiers),
            6 => With(KeyCode.PageDown, modifiers),
            _ => null,
        };
    }

    private static Key? Final(char final, int modifiers) => final switch
    {
        'A' => With(KeyCode.Up, modifiers),
        'B' => With(KeyCode.Down, modifiers),
        'C' => With(KeyCode.Right, modifiers),
        'D' => With(KeyCode.Left, modifiers),
        'H' => With(KeyCode.Home, modifiers),
        'F' => With(KeyCode.End, modifiers),
        'M' => With(KeyCode.Enter, modifiers),
        'Z' => With(KeyCode.Tab, 2),

        // As rxvt writes Ctrl and an arrow.
        'a' => With(KeyCode.Up, 5),
        'b' => With(KeyCode.Down, 5),
        'c' => With(KeyCode.Right, 5),
        'd' => With(KeyCode.Left, 5),
        _ => null,
    };

    /// <summary>Xterm's modifiers: one more than the sum of Shift 1, Alt 2 and Ctrl 4.</summary>
    private static Key With(KeyCode code, int modifiers)
    {
        int bits = Math.Max(0, modifiers - 1);
        return new Key(code)
        {
            Shift = (bits & 1) != 0,
            Alt = (bits & 2) != 0,
            Ctrl = (bits & 4) != 0,
        };
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 1;

    private (int Used, Key? Key) ReadPaste()
    {
        int end = CollectionsMarshal.AsSpan(_bytes).IndexOf(s_pasteEnd);
        int taken = end >= 0 ? end : Math.Max(0, _bytes.Count - s_pasteEnd.Length + 1);
        Keep(taken);
        return end < 0 ? (taken, null) : (end + s_pasteEnd.Length, EndPaste());
    }

    /// <summary>Takes the first bytes into the paste, as many as it may have.</summary>
    private void Keep(int count)
    {
        int kept = Math.Min(count, MaxPasteBytes - _paste.Count);
        _paste.AddRange(CollectionsMarshal.AsSpan(_bytes)[..kept]);
    }

    /// <summary>How many of the last bytes are the beginning of an end mark.</summary>
    private int CutEnd()
    {
        int cut = Math.Min(_bytes.Count, s_pasteEnd.Length - 1);
        while (!CollectionsMarshal.AsSpan(_bytes)[^cut..].SequenceEqual(s_pasteEnd.AsSpan(0, cut)))
        {
            cut--;
        }

        return cut;
    }

    private Key EndPaste()
    {
        string text = Encoding.UTF8.GetString([.. _paste]).ReplaceLineEndings("\n");
        _paste.Clear();
        _isPasting = false;
        return new Key(KeyCode.Paste, text);
    }
}
