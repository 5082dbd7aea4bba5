using System.Buffers;
using System.Text;

namespace SimpleClient.Terminal.Keys;

/// <summary>
/// Makes keys and pastes of the bytes that a terminal sends: UTF-8, control characters, and
/// control sequences. A sequence that means nothing here is dropped whole.
/// </summary>
/// <remarks>
/// <para>
/// Only an Escape alone can be a key or the beginning of a sequence, so only that is decided by a
/// short wait: whoever reads the terminal calls <see cref="GiveUp"/> when nothing followed for
/// <see cref="Patience"/>. Everything else that has begun waits much longer, because a network may
/// stall in the middle of it, and its rest must not become text or an Enter key.
/// </para>
/// <para>
/// After that wait the next read decides. One character alone is typed by a person, who gets the
/// keyboard back; several at once are the rest of what has begun.
/// </para>
/// </remarks>
internal sealed class KeyDecoder
{
    /// <summary>UTF-8 bytes of one paste; what is beyond is dropped.</summary>
    public const int MaxPasteBytes = PasteBuffer.MaxBytes;

    /// <summary>
    /// After an Escape: what a terminal sends as one sequence comes at once, even over a slow line.
    /// </summary>
    private static readonly TimeSpan s_escapeTime = TimeSpan.FromMilliseconds(80);

    /// <summary>
    /// Within a sequence or a paste: long enough for a slow line that stalls, and not longer than a
    /// person waits for a keyboard that does nothing.
    /// </summary>
    private static readonly TimeSpan s_stallTime = TimeSpan.FromSeconds(2);

    private readonly SequenceParser _parser = new();
    private readonly PasteBuffer _paste = new();
    private bool _isPasting;

    /// <summary>True when a paste has stalled and its end marker has not come.</summary>
    private bool _isPasteCut;

    /// <summary>
    /// True when what has begun has waited long enough, or is too long: the next read decides.
    /// </summary>
    private bool _isStale;

    /// <summary>True while the beginning of something waits for its end.</summary>
    public bool IsWaiting => _isPasting || (!_parser.IsIdle && !_isStale);

    /// <summary>How long nothing may follow before <see cref="GiveUp"/> is due.</summary>
    public TimeSpan Patience =>
        _isPasting || !(_parser.IsIdle || _parser.IsLoneEscape) ? s_stallTime : s_escapeTime;

    /// <summary>Takes the bytes of one read, and makes all keys that are complete.</summary>
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

    /// <summary>Nothing has followed for <see cref="Patience"/>.</summary>
    public IReadOnlyList<Key> GiveUp()
    {
        if (!IsWaiting)
        {
            return [];
        }

        if (_isPasting)
        {
            // The end marker may be lost: without this every key would be pasted for ever.
            (_isPasting, _isPasteCut) = (false, true);
            return Pasted(_paste.TakeText(isWhole: false));
        }

        _isStale = true;
        return _parser.IsLoneEscape ? [new Key(KeyCode.Escape)] : [];
    }

    private static List<Key> Pasted(string text) =>
        text.Length > 0 ? [new Key(KeyCode.Paste, text)] : [];

    /// <summary>Decides whether a read belongs to what has waited too long.</summary>
    private void Resume(ReadOnlySpan<byte> bytes)
    {
        bool isTyped = IsOneCharacter(bytes);

        // The Escape was reported as a key; only an introducer makes a late sequence of it.
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
    /// Nobody types a line break together with other characters in one read, so such a read is more
    /// of the paste, and its line breaks are no Enter keys.
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
            // Enter or Ctrl-C: a person is at the keyboard, and no more is to come.
            _isPasteCut = false;
        }
    }

    private static bool IsOneCharacter(ReadOnlySpan<byte> bytes) =>
        Rune.DecodeFromUtf8(bytes, out _, out int used) != OperationStatus.NeedMoreData
        && used == bytes.Length;

    private void Add(List<Key> keys, InputToken token)
    {
        bool isNumbered = token.Kind == TokenKind.Csi && token.Final.Value == '~';
        if (isNumbered && token.Parameters == KeyTable.PasteBegin)
        {
            _paste.Clear();
            _isPasting = true;
        }
        else if (isNumbered && token.Parameters == KeyTable.PasteEnd)
        {
            _isPasteCut = false;
        }
        else if (KeyTable.Find(token) is { } key)
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
