namespace SimpleClient.Terminal.Keys;

/// <summary>
/// Recognises the mouse wheel in a terminal that sends arrow keys for it. Such a terminal sends
/// three or more equal arrows at once. A key that a person presses arrives alone.
/// </summary>
internal static class ArrowRun
{
    /// <summary>The arrows for one step of the wheel.</summary>
    private const int ArrowsPerStep = 3;

    /// <summary>
    /// Returns the keys of one read, in which steps of the wheel replace such arrows.
    /// </summary>
    public static IReadOnlyList<Key> Read(IReadOnlyList<Key> keys)
    {
        bool isRun = keys.Count >= ArrowsPerStep
            && keys[0] is { Code: KeyCode.Up or KeyCode.Down, Alt: false, Ctrl: false }
            && keys.All(key => key == keys[0]);
        return !isRun ? keys : [.. Enumerable.Repeat(
            new Key(keys[0].Code == KeyCode.Up ? KeyCode.WheelUp : KeyCode.WheelDown),
            keys.Count / ArrowsPerStep)];
    }
}
