using System.Buffers;
using System.Buffers.Text;
using Protocol.Sentences;

namespace Protocol.Dialects.Web.Json;

/// <summary>
/// Reads the fields of one JSON object, in order. Strings are unescaped in place, so that they are
/// slices of the input. Any client can send invalid text, so it is reported as a value
/// (<see cref="Fault"/>). The runtime's Utf8JsonReader was rejected, because it throws for invalid
/// text. RFC 8259.
/// </summary>
/// <remarks>
/// The text has to be UTF-8. The contents of nested objects and arrays are skipped: only their
/// strings and brackets are checked.
/// </remarks>
internal ref struct JsonFields
{
    /// <summary>
    /// The deepest nesting of a skipped value. A text with deeper nesting is refused.
    /// </summary>
    private const int MaxDepth = 32;

    /// <summary>Bytes that end the plain part of a string.</summary>
    private static readonly SearchValues<byte> s_special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static b => (byte)b), (byte)'"', (byte)'\\']);

    private static readonly SearchValues<byte> s_number = SearchValues.Create("0123456789+-.eE"u8);

    private readonly Span<byte> _text;
    private int _at;
    private bool _isOpen;

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">UTF-8; it is changed in place.</param>
    public JsonFields(Span<byte> text) => _text = text;

    /// <summary>Why the text is not an object; null while it is.</summary>
    public string? Fault { get; private set; }

    /// <summary>The name of the field.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The kind of its value.</summary>
    public JsonKind Kind { get; private set; }

    /// <summary>The value of a text.</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>The value of a whole number.</summary>
    public ulong Number { get; private set; }

    /// <summary>
    /// The text of a nested value, with its brackets. Its strings are unescaped already, and blanks
    /// follow a string that became shorter. Empty when the value is not nested.
    /// </summary>
    public Span<byte> Nested { get; private set; }

    /// <summary>Reads the next field.</summary>
    /// <returns>False at the end of the object, and after a fault.</returns>
    public bool Next()
    {
        Nested = default;
        byte before = NextByte();
        if (before != (_isOpen ? (byte)',' : (byte)'{'))
        {
            return before == '}' && _isOpen ? End() : Fail();
        }

        bool isFirst = !_isOpen;
        _isOpen = true;
        byte first = NextByte();
        if (first == '}' && isFirst)
        {
            return End();
        }

        if (first != '"' || !TryReadString(out ReadOnlySpan<byte> name) || NextByte() != ':')
        {
            return Fail();
        }

        Name = name;
        return TryReadValue() || Fail();
    }

    private bool End() => NextByte() != 0 && Fail();

    private bool Fail()
    {
        Fault ??= MalformedSentences.JsonObject;
        return false;
    }

    /// <returns>The next byte that is not a blank; 0 at the end.</returns>
    private byte NextByte()
    {
        while (_at < _text.Length)
        {
            byte next = _text[_at++];
            if (next is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                // A zero byte must not look like the end.
                return next == 0 ? (byte)1 : next;
            }
        }

        return 0;
    }

    private bool TryReadValue()
    {
        byte first = NextByte();
        switch (first)
        {
            case (byte)'"':
                Kind = JsonKind.Text;
                bool isText = TryReadString(out ReadOnlySpan<byte> text);
                Text = text;
                return isText;
            case (byte)'{' or (byte)'[':
                Kind = JsonKind.Other;
                int start = _at - 1;
                bool isValue = TrySkipNested(first);
                Nested = _text[start.._at];
                return isValue;
            case (byte)'t':
                Kind = JsonKind.Other;
                return TrySkip("rue"u8);
            case (byte)'f':
                Kind = JsonKind.Other;
                return TrySkip("alse"u8);
            case (byte)'n':
                Kind = JsonKind.Null;
                return TrySkip("ull"u8);
            default:
                _at--;
                return first is (byte)'-' or (>= (byte)'0' and <= (byte)'9') && TryReadNumber();
        }
    }

    private bool TrySkip(ReadOnlySpan<byte> rest)
    {
        bool isThere = _text[_at..].StartsWith(rest);
        _at += isThere ? rest.Length : 0;
        return isThere;
    }

    private bool TryReadNumber()
    {
        Span<byte> rest = _text[_at..];
        int length = rest.IndexOfAnyExcept(s_number);
        ReadOnlySpan<byte> number = length < 0 ? rest : rest[..length];
        _at += number.Length;
        bool isWhole = Utf8Parser.TryParse(number, out ulong value, out int used)
            && used == number.Length && (number[0] != '0' || used == 1);
        Kind = isWhole ? JsonKind.Number : JsonKind.Other;
        Number = value;
        return isWhole
            || (Utf8Parser.TryParse(number, out double _, out used) && used == number.Length);
    }

    /// <summary>Reads a string after its opening quote.</summary>
    private bool TryReadString(out ReadOnlySpan<byte> value)
    {
        int start = _at;
        int written = _at;
        value = default;
        while (true)
        {
            int plain = _text[_at..].IndexOfAny(s_special);
            if (plain < 0)
            {
                return false;
            }

            _text.Slice(_at, plain).CopyTo(_text[written..]);
            written += plain;
            _at += plain + 1;
            switch (_text[_at - 1])
            {
                case (byte)'"':
                    value = _text[start..written];
                    return true;
                case (byte)'\\' when JsonEscape.TryRead(_text, ref _at, ref written):
                    break;
                default:
                    Fault = MalformedSentences.JsonString;
                    return false;
            }
        }
    }

    private bool TrySkipNested(byte opening)
    {
        Span<byte> open = stackalloc byte[MaxDepth];
        open[0] = opening;
        int depth = 1;
        while (depth > 0)
        {
            byte next = NextByte();
            switch (next)
            {
                case 0:
                    return false;
                case (byte)'"':
                    int start = _at;
                    if (!TryReadString(out ReadOnlySpan<byte> text))
                    {
                        return false;
                    }

                    _text[(start + text.Length).._at].Fill((byte)' ');
                    _text[start + text.Length] = (byte)'"';
                    break;
                case (byte)'{' or (byte)'[':
                    if (depth == MaxDepth)
                    {
                        return false;
                    }

                    open[depth++] = next;
                    break;
                case (byte)'}' or (byte)']':
                    // In ASCII, a closing bracket is two above its opening one.
                    if (open[--depth] != next - 2)
                    {
                        return false;
                    }

                    break;
                default:
                    break;
            }
        }

        return true;
    }
}
