using Protocol.Names;

namespace SimpleClient.Library.Link;

/// <summary>
/// A line of text that a server sends before it has recognised the client's dialect. It is usually
/// the reason of a rejection.
/// </summary>
internal static class PlainTextRefusal
{
    /// <summary>The start of a line of the server.</summary>
    public static ReadOnlySpan<byte> Mark => "-- "u8;

    /// <summary>Reads the first line.</summary>
    /// <param name="said">All received bytes.</param>
    /// <returns>The sentence, safe to print; null when the line does not have the mark.</returns>
    public static string? Read(ReadOnlySpan<byte> said)
    {
        int end = said.IndexOfAny((byte)'\r', (byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? said : said[..end];
        return line.StartsWith(Mark) ? TextRule.Defuse(line[Mark.Length..]) : null;
    }
}
