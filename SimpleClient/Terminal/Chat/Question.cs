using SimpleClient.Terminal.Keys;

namespace SimpleClient.Terminal.Chat;

/// <summary>A question to the user that replaces the input line.</summary>
/// <param name="Text">The question.</param>
/// <param name="Means">True for a key that means yes; any other key is not an answer.</param>
/// <param name="Yes">The action after a yes.</param>
internal sealed record Question(string Text, Predicate<Key> Means, Action Yes)
{
    /// <summary>True for a question about the draft. Another draft cancels it.</summary>
    public bool IsAboutDraft { get; init; }

    /// <summary>True for Y or y without Ctrl or Alt.</summary>
    public static bool IsYes(Key key) =>
        key is { Code: KeyCode.Text, Text: "y" or "Y", Ctrl: false, Alt: false };
}
