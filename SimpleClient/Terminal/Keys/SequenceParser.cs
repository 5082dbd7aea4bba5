using System.Buffers;
using System.Text;

namespace SimpleClient.Terminal.Keys;

/// <summary>
/// Splits a terminal's input into characters and control sequences, byte by byte, according to
/// ECMA-48. It parses CSI and SS3 sequences, control strings (OSC, DCS, APC, PM, SOS), and the
/// bytes of mouse reports after a CSI sequence. Introducers may have 7 bits, or be C1 controls in
/// UTF-8. A sequence without a meaning produces no token, and none of its bytes becomes a
/// character.
/// </summary>
/// <remarks>
/// Each byte is read once, and the state is a few fields. So input may be split at any byte, and a
/// sequence without an end costs neither memory nor time.
/// </remarks>
internal sealed class SequenceParser
{
    /// <summary>
    /// The longest CSI or SS3 sequence, in bytes. The longest one of xterm (a colour or window
    /// report) has fewer than 40. A longer sequence is dropped.
    /// </summary>
    public const int MaxSequenceBytes = 64;

    /// <summary>
    /// The longest control string, in bytes. The client requests none. A late answer to another
    /// program (a colour, a title, a version) has a few hundred bytes.
    /// </summary>
    public const int MaxStringBytes = 4096;

    private const byte Bell = 0x07;
    private const byte Cancel = 0x18;
    private const byte Substitute = 0x1A;
    private const byte Escape = 0x1B;

    /// <summary>The first byte of each C1 control in UTF-8.</summary>
    private const byte C1Lead = 0xC2;

    /// <summary>
    /// ST (the end of a control string) as a C1 control. Its second byte in UTF-8 has the same
    /// value.
    /// </summary>
    private const byte StringTerminator = 0x9C;

    private readonly StringBuilder _parameters = new();
    private readonly byte[] _utf8 = new byte[4];
    private State _state;
    private int _count;
    private byte _previous;
    private int _payloadLeft;
    private bool _isAlt;
    private bool _isOsc;
    private bool _isMeaningless;

    /// <summary>True when an Escape has just ended a control string.</summary>
    private bool _mayEndString;

    private enum State
    {
        Ground,
        Utf8,
        Escape,
        Csi,
        Ss3,
        LinuxKey,
        Payload,
        ControlString,
    }

    /// <summary>True when no piece is incomplete.</summary>
    public bool IsIdle => _state == State.Ground;

    /// <summary>True after an Escape that may be the key itself.</summary>
    public bool IsLoneEscape => _state == State.Escape && !_mayEndString;

    /// <summary>True when incomplete input is longer than any sequence with a meaning.</summary>
    public bool IsOverlong => _state switch
    {
        State.Csi or State.Ss3 => _count > MaxSequenceBytes,
        State.ControlString => _count > MaxStringBytes,
        _ => false,
    };

    /// <summary>True for a byte that makes the Escape before it a sequence.</summary>
    public static bool IsIntroducer(byte b) =>
        b is (byte)'[' or (byte)'O' or (byte)']' or (byte)'P' or (byte)'X' or (byte)'^'
            or (byte)'_';

    /// <summary>Drops incomplete input.</summary>
    public void Reset()
    {
        _state = State.Ground;
        _parameters.Clear();
        (_count, _previous, _payloadLeft) = (0, 0, 0);
        (_isAlt, _isOsc, _isMeaningless, _mayEndString) = (false, false, false, false);
    }

    /// <summary>Takes one byte.</summary>
    /// <returns>The piece that it completes; null when there is none.</returns>
    public InputToken? Take(byte b)
    {
        if (b == Escape)
        {
            BeginEscape();
            return null;
        }

        bool isInSequence = _state is not (State.Ground or State.Utf8 or State.Payload);
        if (isInSequence && b is Cancel or Substitute)
        {
            Reset();
            return null;
        }

        switch (_state)
        {
            case State.Utf8:
                return ParseContinuation(b);
            case State.Escape:
                return ParseBehindEscape(b);
            case State.Csi or State.Ss3:
                return ParseInSequence(b);
            case State.LinuxKey:
                // F1 to F5 of the Linux console: CSI, a second bracket and one letter.
                Reset();
                return b is >= 0x40 and < 0x7F ? null : Take(b);
            case State.Payload:
                ParsePayload(b);
                return null;
            case State.ControlString:
                ParseInString(b);
                return null;
            default:
                return ParseCharacter(b);
        }
    }

    private void BeginEscape()
    {
        // Two Escapes in a row are Alt and a key that sends a sequence. In other places, an Escape
        // cancels the incomplete input.
        bool isAlt = IsLoneEscape;
        bool isString = _state == State.ControlString;
        Reset();
        (_state, _isAlt, _mayEndString) = (State.Escape, isAlt, isString);
    }

    private InputToken? ParseBehindEscape(byte b)
    {
        _mayEndString = false;
        if (b == (byte)'\\')
        {
            // This is ST, after a control string or alone.
            Reset();
            return null;
        }

        if (IsIntroducer(b))
        {
            Introduce((char)b);
            return null;
        }

        _isAlt = true;
        _state = State.Ground;
        return ParseCharacter(b);
    }

    /// <summary>Begins a sequence.</summary>
    /// <param name="introducer">The character after Escape in its 7-bit form.</param>
    private void Introduce(char introducer)
    {
        _isOsc = introducer == ']';
        _state = introducer switch
        {
            '[' => State.Csi,
            'O' => State.Ss3,
            _ => State.ControlString,
        };
    }

    private InputToken? ParseCharacter(byte b)
    {
        if (b < 0x80)
        {
            bool isControl = b is < 0x20 or 0x7F;
            return Complete(isControl ? TokenKind.Control : TokenKind.Character, new Rune(b));
        }

        (_utf8[0], _count, _state) = (b, 1, State.Utf8);
        return DecodeUtf8();
    }

    private InputToken? ParseContinuation(byte b)
    {
        if (b is < 0x80 or > 0xBF)
        {
            // An incomplete character is followed by another character.
            Reset();
            return Take(b);
        }

        _utf8[_count++] = b;
        return DecodeUtf8();
    }

    private InputToken? DecodeUtf8()
    {
        OperationStatus status = Rune.DecodeFromUtf8(_utf8.AsSpan(0, _count), out Rune rune, out _);
        if (status == OperationStatus.NeedMoreData)
        {
            return null;
        }

        if (status == OperationStatus.Done && rune.Value is not (>= 0x80 and <= 0x9F))
        {
            return Complete(TokenKind.Character, rune);
        }

        bool isAlt = _isAlt;
        Reset();
        char introducer = status != OperationStatus.Done ? default : rune.Value switch
        {
            0x8F => 'O',
            0x90 => 'P',
            0x98 => 'X',
            0x9B => '[',
            0x9D => ']',
            0x9E => '^',
            0x9F => '_',
            _ => default,
        };
        if (introducer != default)
        {
            _isAlt = isAlt;
            Introduce(introducer);
        }

        return null;
    }

    private InputToken? ParseInSequence(byte b)
    {
        if (b is < 0x20 or > 0x7E)
        {
            // The byte is not valid in a sequence. So the sequence was cut off, and the byte begins
            // a new key.
            Reset();
            return Take(b);
        }

        _count = Math.Min(_count, MaxSequenceBytes) + 1;
        _isMeaningless |= _count > MaxSequenceBytes;
        if (_state == State.Csi && b == (byte)'[' && _count == 1)
        {
            _state = State.LinuxKey;
            return null;
        }

        if (b is >= 0x30 and < 0x40 && !_isMeaningless)
        {
            _parameters.Append((char)b);
            return null;
        }

        if (b < 0x40 && !(b == (byte)'$' && IsOneNumber()))
        {
            // This is an intermediate byte, which reports have and keys do not.
            _isMeaningless = true;
            return null;
        }

        return End(b);
    }

    /// <summary>
    /// True for exactly one number. After one number, a dollar sign (an intermediate byte in
    /// ECMA-48) means a key with Shift in rxvt. Reports with a dollar sign have two numbers.
    /// </summary>
    private bool IsOneNumber() => _state == State.Csi && !_isMeaningless
        && _parameters.Length is 1 or 2
        && char.IsAsciiDigit(_parameters[0]) && char.IsAsciiDigit(_parameters[^1]);

    private InputToken? End(byte final)
    {
        bool isBare = _state == State.Csi && _parameters.Length == 0 && !_isMeaningless;
        int payload = !isBare ? 0 : (char)final switch
        {
            // Mouse reports of X10 and xterm have a button and a position, or both positions of a
            // selection.
            'M' => 3,
            't' => 2,
            'T' => 6,
            _ => 0,
        };
        if (payload > 0)
        {
            Reset();
            (_state, _payloadLeft) = (State.Payload, payload);
            return null;
        }

        if (_isMeaningless)
        {
            Reset();
            return null;
        }

        return Complete(
            _state == State.Csi ? TokenKind.Csi : TokenKind.Ss3, new Rune((char)final));
    }

    /// <summary>
    /// Takes a byte of a mouse report. The byte may have any value. A position above 223 takes more
    /// than one byte, or wraps to a control character. A character of two bytes (mode 1005) counts
    /// once.
    /// </summary>
    private void ParsePayload(byte b)
    {
        bool continues = _previous is >= 0xC2 and <= 0xDF && b is >= 0x80 and <= 0xBF;
        _previous = continues ? (byte)0 : b;
        _payloadLeft -= continues ? 0 : 1;
        if (_payloadLeft == 0)
        {
            // The rest of the last character is not valid UTF-8, so it is dropped.
            Reset();
        }
    }

    private void ParseInString(byte b)
    {
        bool ends = (b == Bell && _isOsc) || (b == StringTerminator && _previous == C1Lead);
        _previous = b;
        _count = Math.Min(_count, MaxStringBytes) + 1;
        if (ends)
        {
            Reset();
        }
    }

    private InputToken Complete(TokenKind kind, Rune final)
    {
        var token = new InputToken(kind, final, _parameters.ToString(), _isAlt);
        Reset();
        return token;
    }
}
