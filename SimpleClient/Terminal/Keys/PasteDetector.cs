namespace SimpleClient.Terminal.Keys;

/// <summary>
/// Detects pastes in the keys of one read. A terminal without paste marks sends a paste as typed
/// keys, but a person does not type several lines in the time of one read.
/// </summary>
internal static class PasteDetector
{
    /// <summary>Combines keys that cannot have been typed into one paste.</summary>
    /// <param name="keys">The keys of one read.</param>
    /// <param name="lines">The most lines that count as typed.</param>
    public static IReadOnlyList<Key> Read(IReadOnlyList<Key> keys, int lines)
    {
        bool isText = keys.All(static key => Text(key) is not null)
            && keys.Any(static key => key.Code == KeyCode.Text);
        return isText && keys.Count(static key => key.Code == KeyCode.Enter) > lines
            ? [new Key(KeyCode.Paste, string.Concat(keys.Select(Text)))]
            : keys;
    }

    private static string? Text(Key key) => key switch
    {
        { Ctrl: true } or { Alt: true } or { Shift: true } => null,
        { Code: KeyCode.Text } => key.Text,
        { Code: KeyCode.Enter } => "\n",
        { Code: KeyCode.Tab } => "\t",
        _ => null,
    };
}
