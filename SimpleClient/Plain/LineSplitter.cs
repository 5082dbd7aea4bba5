using System.Buffers;
using System.Text;
using Protocol;
using SimpleClient.Sentences;

namespace SimpleClient.Plain;

/// <summary>
/// Splits a stream of bytes into lines. A line that is not UTF-8, or longer than any message, is
/// reported as invalid, and no byte is replaced or cut. Lines end with LF, CR LF or CR. A byte
/// order mark before the first line is skipped.
/// </summary>
/// <param name="input">The bytes.</param>
internal sealed class LineSplitter(Stream input)
{
    /// <summary>
    /// The longest line, in bytes. No server accepts a longer message, and a file without line
    /// breaks must not fill the memory.
    /// </summary>
    public const int MaxLineBytes = WireLimits.MaxMessageBytes + WireLimits.RequestOverheadBytes;

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);
    private static readonly SearchValues<byte> s_ends = SearchValues.Create("\r\n"u8);

    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _start;
    private int _end;
    private long _number;
    private bool _isTooLong;
    private bool _isAfterReturn;

    /// <summary>Waits for a line.</summary>
    /// <returns>The line; null at the end of the input.</returns>
    /// <exception cref="IOException">The input can't be read.</exception>
    public InputLine? Read()
    {
        while (true)
        {
            if (_start == _end && !Fill())
            {
                return _line.WrittenCount > 0 || _isTooLong ? Take() : null;
            }

            ReadOnlySpan<byte> rest = _buffer.AsSpan(_start, _end - _start);
            if (_isAfterReturn)
            {
                // The LF of a CR LF may arrive later, and waiting for it would delay the line.
                _isAfterReturn = false;
                if (rest[0] == (byte)'\n')
                {
                    _start++;
                    continue;
                }
            }

            int at = rest.IndexOfAny(s_ends);
            Keep(at < 0 ? rest : rest[..at]);
            _start += at < 0 ? rest.Length : at + 1;
            if (at >= 0)
            {
                _isAfterReturn = rest[at] == (byte)'\r';
                return Take();
            }
        }
    }

    private bool Fill()
    {
        _start = 0;
        _end = input.Read(_buffer);
        return _end > 0;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        _isTooLong |= _line.WrittenCount + part.Length > MaxLineBytes;
        if (!_isTooLong)
        {
            _line.Write(part);
        }
    }

    private InputLine Take()
    {
        _number++;
        ReadOnlySpan<byte> bytes = _line.WrittenSpan;
        if (_number == 1 && bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        InputLine line = _isTooLong
            ? new InputLine(_number, "", StartupSentences.LineTooLong(_number, MaxLineBytes))
            : Decode(bytes);
        _line.ResetWrittenCount();
        _isTooLong = false;
        return line;
    }

    private InputLine Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new InputLine(_number, s_strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return new InputLine(_number, "", InvalidLine(_number));
        }
    }

    /// <summary>The error for a line that is not UTF-8.</summary>
    internal static string InvalidLine(long number) =>
        StartupSentences.LineNotUtf8(number);
}
