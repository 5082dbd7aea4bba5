using System.Buffers.Text;
using System.Diagnostics;

namespace LoadTests.Checking;

/// <summary>
/// The stamp in the text of a load test's message: its flow, its number, and its due time. The
/// digits have a fixed width, so a stamp is written and read without a search. The stamp is text in
/// every dialect.
/// </summary>
/// <param name="Run">Distinguishes the messages of this run from those of an earlier one.</param>
/// <param name="Flow">The index of the flow.</param>
/// <param name="Number">The number in its flow, from 1.</param>
/// <param name="DueTicks">Ticks of <see cref="Stopwatch"/>, valid only in this process.</param>
internal readonly record struct MessageStamp(ushort Run, int Flow, int Number, long DueTicks)
{
    /// <summary>Bytes of a stamp. The shortest message has only a stamp.</summary>
    public const int Bytes = 1 + 4 + 8 + 8 + 16;

    private const byte Mark = (byte)'~';
    private const byte Padding = (byte)'x';

    /// <summary>Fills a text with the stamp, and with padding after it.</summary>
    public void Write(Span<byte> text)
    {
        text[0] = Mark;
        WriteHex(text.Slice(1, 4), Run);
        WriteHex(text.Slice(5, 8), (ulong)Flow);
        WriteHex(text.Slice(13, 8), (ulong)Number);
        WriteHex(text.Slice(21, 16), (ulong)DueTicks);
        text[Bytes..].Fill(Padding);
    }

    /// <returns>True when the text begins like a message of a load test.</returns>
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
