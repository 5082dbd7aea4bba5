namespace SimpleClient.Terminal.Keys;

/// <summary>
/// Keys that came at once. A terminal that does not mark pastes sends one like typing, but nobody
/// types several lines within the time of one read.
/// </summary>
internal static class PasteDetector
{
    /// <summary>Makes one paste of what can't have been typed.</summary>
    /// <param name="keys">Keys that came at once.</param>
    /// <param name="lines">Lines up to which they are taken for typed.</param>
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
