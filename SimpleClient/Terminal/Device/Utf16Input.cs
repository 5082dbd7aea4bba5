using System.Text;

namespace SimpleClient.Terminal.Device;

/// <summary>
/// Converts the UTF-16 input of a Windows console to UTF-8. A surrogate pair may be split over two
/// reads. Then the first surrogate waits for the second.
/// </summary>
internal sealed class Utf16Input
{
    /// <summary>The most UTF-8 bytes of one UTF-16 unit; a pair of two units has four.</summary>
    private const int BytesPerUnit = 3;

    private readonly Encoder _encoder =
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetEncoder();

    /// <summary>
    /// The most units that fit into this many bytes, including a waiting surrogate.
    /// </summary>
    public static int MaxUnits(int bytes) => Math.Max(1, (bytes / BytesPerUnit) - 1);

    /// <summary>Converts units; an unpaired surrogate becomes U+FFFD.</summary>
    /// <param name="units">The units of one read.</param>
    /// <param name="bytes">Receives the UTF-8.</param>
    /// <returns>The number of bytes; 0 after only the first surrogate of a pair.</returns>
    public int Convert(ReadOnlySpan<char> units, Span<byte> bytes) =>
        _encoder.GetBytes(units, bytes, flush: false);
}
