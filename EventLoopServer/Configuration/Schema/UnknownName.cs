using Protocol.Names;

namespace EventLoopServer.Configuration.Schema;

/// <summary>A key or variable that is no option, and what it probably means.</summary>
internal static class UnknownName
{
    /// <summary>The most characters of a name that a sentence shows.</summary>
    private const int ShownLength = 64;

    /// <summary>
    /// Removes control characters from a name, because they must not reach a terminal.
    /// </summary>
    public static string Printable(string name) => string.Concat(
        name.Take(ShownLength).Select(static c => char.IsControl(c) ? '?' : c));

    /// <summary>Finds the nearest option.</summary>
    /// <param name="key">The key, as it is written in a file: <c>max-clients</c>.</param>
    /// <param name="rows">All options.</param>
    /// <returns>Null when none is near.</returns>
    public static OptionRow? FindNearest(string key, IReadOnlyList<OptionRow> rows)
    {
        string usual = key.Trim().ToLowerInvariant().TrimStart('-').Replace('_', '-');
        string? near = rows.Select(static r => r.Key).FirstOrDefault(k => k == usual)
            ?? NearestWord.Find(usual, rows.Select(static r => r.Key));

        // A long word is not compared letter by letter, but it may be the beginning of a key:
        // operator-password of operator-password-file.
        return rows.FirstOrDefault(r => r.Key == near) ?? (usual.Length > NearestWord.MaxLength
            ? rows.FirstOrDefault(r => r.Key.StartsWith(usual, StringComparison.Ordinal))
            : null);
    }
}
