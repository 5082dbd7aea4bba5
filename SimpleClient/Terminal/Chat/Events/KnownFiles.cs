namespace SimpleClient.Terminal.Chat.Events;

/// <summary>
/// The latest files that were shown, so that a file can be found by the start of its id.
/// </summary>
internal sealed class KnownFiles
{
    /// <summary>The most stored files. These are more than any screen of history shows.</summary>
    private const int Most = 1000;

    /// <summary>
    /// The fewest digits of the start of an id. Fewer digits could match by chance.
    /// </summary>
    private const int MinDigits = 4;

    private readonly List<(string Id, string Name)> _files = [];

    /// <summary>Adds a file, unless it is null.</summary>
    public void Add((string Id, string Name)? file)
    {
        if (file is { } one && !_files.Contains(one))
        {
            _files.Add(one);
            if (_files.Count > Most)
            {
                _files.RemoveAt(0);
            }
        }
    }

    /// <summary>
    /// Finds a file by its id, by the start of its id, or by a link or path that contains the id.
    /// </summary>
    /// <param name="text">The typed text.</param>
    /// <returns>The file; null when no file or several files match.</returns>
    public (string Id, string Name)? Find(string text)
    {
        string id = text.Split('/').LastOrDefault(IsHex) ?? text;
        (string Id, string Name)[] found =
        [
            .. _files.Where(file =>
                id.Length >= MinDigits && file.Id.StartsWith(id, StringComparison.Ordinal)),
        ];
        return found.Length == 1 ? found[0]
            : IsHex(id) ? (id, $"file-{id[..8]}")
            : null;
    }

    private static bool IsHex(string text) =>
        text.Length == 32 && text.All(char.IsAsciiHexDigitLower);
}
