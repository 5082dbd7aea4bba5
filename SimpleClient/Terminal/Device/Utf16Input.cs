using System.Text;

namespace SimpleClient.Terminal.Device;

/// <summary>
/// Converts UTF-16 as a Windows console delivers it to UTF-8. A surrogate pair may be split over
/// two reads: its first half waits for the second.
/// </summary>
internal sealed class Utf16Input
{
    /// <summary>UTF-8 bytes of one UTF-16 unit, at most; a pair of two units has four.</summary>
    private const int BytesPerUnit = 3;

    private readonly Encoder _encoder =
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetEncoder();

    /// <summary>How many units can be converted into so many bytes, whatever waits.</summary>
    public static int MaxUnits(int bytes) => Math.Max(1, (bytes / BytesPerUnit) - 1);

    /// <summary>Converts; half a pair without the other one becomes U+FFFD.</summary>
    /// <param name="units">What was read.</param>
    /// <param name="bytes">Where the UTF-8 goes.</param>
    /// <returns>How many bytes; 0 when only the first half of a pair has come.</returns>
    public int Convert(ReadOnlySpan<char> units, Span<byte> bytes) =>
        _encoder.GetBytes(units, bytes, flush: false);
}
