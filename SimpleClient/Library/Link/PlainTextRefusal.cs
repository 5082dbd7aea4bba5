using Protocol.Names;

namespace SimpleClient.Library.Link;

/// <summary>
/// What a server says in a line of text before it knows what its client speaks: why it does not
/// take it, most often.
/// </summary>
internal static class PlainTextRefusal
{
    /// <summary>What lines of the server's own begin with.</summary>
    public static ReadOnlySpan<byte> Mark => "-- "u8;

    /// <summary>Reads the first line.</summary>
    /// <param name="said">All that came.</param>
    /// <returns>The sentence, safe to print; null when it is none.</returns>
    public static string? Read(ReadOnlySpan<byte> said)
    {
        int end = said.IndexOfAny((byte)'\r', (byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? said : said[..end];
        return line.StartsWith(Mark) ? TextRule.Defuse(line[Mark.Length..]) : null;
    }
}
