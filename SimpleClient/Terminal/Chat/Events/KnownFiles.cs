namespace SimpleClient.Terminal.Chat.Events;

/// <summary>The latest files that were seen, to find one by the start of its id.</summary>
internal sealed class KnownFiles
{
    /// <summary>More files than a screen of any history shows.</summary>
    private const int Most = 1000;

    /// <summary>Digits that a start of an id needs: fewer would be guesses.</summary>
    private const int LeastDigits = 4;

    private readonly List<(string Id, string Name)> _files = [];

    /// <summary>Adds a file; null: nothing happens.</summary>
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

    /// <summary>Finds a file by its id, the start of it, or a link or path with it.</summary>
    /// <param name="text">The typed text.</param>
    /// <returns>The file; null: none, or several have this start.</returns>
    public (string Id, string Name)? Find(string text)
    {
        string id = text.Split('/').LastOrDefault(IsHex) ?? text;
        (string Id, string Name)[] found =
        [
            .. _files.Where(file =>
                id.Length >= LeastDigits && file.Id.StartsWith(id, StringComparison.Ordinal)),
        ];
        return found.Length == 1 ? found[0]
            : IsHex(id) ? (id, $"file-{id[..8]}")
            : null;
    }

    private static bool IsHex(string text) =>
        text.Length == 32 && text.All(char.IsAsciiHexDigitLower);
}
