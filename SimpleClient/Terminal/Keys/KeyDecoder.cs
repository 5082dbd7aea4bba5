using System.Buffers;
using System.Text;

namespace SimpleClient.Terminal.Keys;

/// <summary>
/// Decodes the bytes of a terminal into keys and pastes. The bytes are UTF-8, control characters,
/// and control sequences. An unknown sequence is dropped completely.
/// </summary>
/// <remarks>
/// <para>
/// A single Escape can be a key or the beginning of a sequence, so a short wait decides that. The
/// reader of the terminal calls <see cref="GiveUp"/> when no byte has followed for
/// <see cref="Patience"/>. Any other incomplete input waits much longer. A network may stall in the
/// middle of such input, and its rest must not become text or an Enter key.
/// </para>
/// <para>
/// After that wait, the next read decides. A single character was typed by a person, so it is a key
/// again. Several characters are the rest of the incomplete input.
/// </para>
/// </remarks>
internal sealed class KeyDecoder
{
    /// <summary>The most UTF-8 bytes of one paste; further bytes are dropped.</summary>
    public const int MaxPasteBytes = PasteBuffer.MaxBytes;

    /// <summary>
    /// The wait after an Escape. A terminal sends a sequence at once, even over a slow line.
    /// </summary>
    private static readonly TimeSpan s_escapeTime = TimeSpan.FromMilliseconds(80);

    /// <summary>
    /// The wait within a sequence or a paste. It is long enough for a slow line that stalls, and
    /// short enough for a person whose keyboard does not react meanwhile.
    /// </summary>
    private static readonly TimeSpan s_stallTime = TimeSpan.FromSeconds(2);

    private readonly SequenceParser _parser = new();
    private readonly PasteBuffer _paste = new();
    private bool _isPasting;

    /// <summary>True when a paste has stalled before its end marker.</summary>
    private bool _isPasteCut;

    /// <summary>
    /// True when incomplete input has waited long enough or is too long. Then the next read
    /// decides.
    /// </summary>
    private bool _isStale;

    /// <summary>True while incomplete input waits for its end.</summary>
    public bool IsWaiting => _isPasting || (!_parser.IsIdle && !_isStale);

    /// <summary>The time without input after which <see cref="GiveUp"/> has to be called.</summary>
    public TimeSpan Patience =>
        _isPasting || !(_parser.IsIdle || _parser.IsLoneEscape) ? s_stallTime : s_escapeTime;

    /// <summary>Takes the bytes of one read, and returns all complete keys.</summary>
    public IReadOnlyList<Key> Take(ReadOnlySpan<byte> bytes)
    {
        var keys = new List<Key>();
        if (bytes.IsEmpty)
        {
            return keys;
        }

        Resume(bytes);
        foreach (byte b in bytes)
        {
            if (_isPasting)
            {
                if (_paste.Take(b))
                {
                    EndPaste(keys);
                }
            }
            else if (_parser.Take(b) is { } token)
            {
                Add(keys, token);
            }
        }

        _isStale = !_isPasting && _parser.IsOverlong;
        return keys;
    }

    /// <summary>Ends the wait after <see cref="Patience"/> without input.</summary>
    public IReadOnlyList<Key> GiveUp()
    {
        if (!IsWaiting)
        {
            return [];
        }

        if (_isPasting)
        {
            // The end marker may be lost. Without this limit, every later key would become a part
            // of the paste.
            (_isPasting, _isPasteCut) = (false, true);
            return Pasted(_paste.TakeText(isWhole: false));
        }

        _isStale = true;
        return _parser.IsLoneEscape ? [new Key(KeyCode.Escape)] : [];
    }

    private static List<Key> Pasted(string text) =>
        text.Length > 0 ? [new Key(KeyCode.Paste, text)] : [];

    /// <summary>Decides whether a read continues input that has waited too long.</summary>
    private void Resume(ReadOnlySpan<byte> bytes)
    {
        bool isTyped = IsOneCharacter(bytes);

        // The Escape was reported as a key, so only an introducer (such as a bracket) can still
        // make it a sequence.
        bool isRest = !_parser.IsLoneEscape || SequenceParser.IsIntroducer(bytes[0]);
        if (_isStale && (isTyped || !isRest))
        {
            _parser.Reset();
        }

        _isStale = false;
        if (_isPasteCut)
        {
            ResumePaste(bytes, isTyped);
        }
    }

    /// <summary>
    /// Decides whether a read continues a paste. A person does not type a line break together with
    /// other characters in one read. So such a read continues the paste, and its line breaks are
    /// not Enter keys.
    /// </summary>
    private void ResumePaste(ReadOnlySpan<byte> bytes, bool isTyped)
    {
        bool hasBreak = bytes.IndexOfAny("\r\n\t"u8) >= 0;
        bool isText = hasBreak || (_paste.HoldsBreak && bytes[0] != 0x1B);
        if (_paste.ContinuesEnd(bytes[0]) || (!isTyped && isText))
        {
            _parser.Reset();
            (_isPasting, _isPasteCut) = (true, false);
        }
        else if (isTyped && bytes[0] < ' ')
        {
            // Enter or Ctrl-C shows that a person is typing and the paste has ended.
            _isPasteCut = false;
        }
    }

    private static bool IsOneCharacter(ReadOnlySpan<byte> bytes) =>
        Rune.DecodeFromUtf8(bytes, out _, out int used) != OperationStatus.NeedMoreData
        && used == bytes.Length;

    private void Add(List<Key> keys, InputToken token)
    {
        Key? found = KeyTable.Find(token);
        bool isNumbered = token.Kind == TokenKind.Csi && token.Final.Value == '~';
        bool isPaste = isNumbered && token.Parameters == KeyTable.PasteBegin;
        bool isReport = found?.Code is KeyCode.FocusIn or KeyCode.FocusOut or KeyCode.Click
            or KeyCode.WheelUp or KeyCode.WheelDown;
        if (token.IsAlt && (isPaste || isReport))
        {
            // No terminal sends these with Alt. So the first Escape is the key itself.
            keys.Add(new Key(KeyCode.Escape));
            found = found is { } report ? report with { Alt = false } : null;
        }

        if (isPaste)
        {
            _paste.Clear();
            _isPasting = true;
        }
        else if (isNumbered && token.Parameters == KeyTable.PasteEnd)
        {
            _isPasteCut = false;
        }
        else if (found is { } key)
        {
            keys.Add(key);
        }
    }

    private void EndPaste(List<Key> keys)
    {
        _isPasting = false;
        keys.AddRange(Pasted(_paste.TakeText(isWhole: true)));
    }
}
