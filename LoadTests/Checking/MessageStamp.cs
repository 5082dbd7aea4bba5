using System.Buffers.Text;
using System.Diagnostics;

namespace LoadTests.Checking;

/// <summary>
/// What a message of a load test carries in its text: who says it, the how manieth it is, and when
/// it was due. Digits of a fixed width, so that it is written and read without searching, and is
/// text in every dialect.
/// </summary>
/// <param name="Run">Tells one run's messages from those that another left behind.</param>
/// <param name="Flow">Who speaks to whom.</param>
/// <param name="Number">From 1 on in its flow.</param>
/// <param name="DueTicks">In the ticks of <see cref="Stopwatch"/>, of this process alone.</param>
internal readonly record struct MessageStamp(ushort Run, int Flow, int Number, long DueTicks)
{
    /// <summary>Bytes of a stamp, and so of the shortest message.</summary>
    public const int Bytes = 1 + 4 + 8 + 8 + 16;

    private const byte Mark = (byte)'~';
    private const byte Padding = (byte)'x';

    /// <summary>Fills a text: the stamp, and padding behind it.</summary>
    public void Write(Span<byte> text)
    {
        text[0] = Mark;
        WriteHex(text.Slice(1, 4), Run);
        WriteHex(text.Slice(5, 8), (ulong)Flow);
        WriteHex(text.Slice(13, 8), (ulong)Number);
        WriteHex(text.Slice(21, 16), (ulong)DueTicks);
        text[Bytes..].Fill(Padding);
    }

    /// <returns>True when the text begins as a message of a load test does.</returns>
    public static bool MayBegin(ReadOnlySpan<byte> text) => text.Length > 0 && text[0] == Mark;

    /// <returns>False when the text is no message of a load test.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out MessageStamp stamp)
    {
        stamp = default;
        if (text.Length < Bytes || text[0] != Mark
            || !TryReadHex(text.Slice(1, 4), out long run)
            || !TryReadHex(text.Slice(5, 8), out long flow)
            || !TryReadHex(text.Slice(13, 8), out long number)
            || !TryReadHex(text.Slice(21, 16), out long due)
            || flow > int.MaxValue || number > int.MaxValue
            || text[Bytes..].ContainsAnyExcept(Padding))
        {
            return false;
        }

        stamp = new MessageStamp((ushort)run, (int)flow, (int)number, due);
        return true;
    }

    private static void WriteHex(Span<byte> digits, ulong value)
    {
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = "0123456789abcdef"u8[(int)(value & 0xF)];
            value >>= 4;
        }
    }

    private static bool TryReadHex(ReadOnlySpan<byte> digits, out long value) =>
        Utf8Parser.TryParse(digits, out value, out int used, 'x') && used == digits.Length;
}
