using SimpleClient.Terminal.Keys;

namespace SimpleClient.Terminal.Chat;

/// <summary>Something the reader is asked in the place of the input line.</summary>
/// <param name="Text">The question.</param>
/// <param name="Means">True for a key that says yes; every other is no answer.</param>
/// <param name="Yes">What to do then.</param>
internal sealed record Question(string Text, Predicate<Key> Means, Action Yes)
{
    /// <summary>True for a question about the draft: no question where another draft is.</summary>
    public bool IsAboutDraft { get; init; }

    /// <summary>Y or y alone.</summary>
    public static bool IsYes(Key key) =>
        key is { Code: KeyCode.Text, Text: "y" or "Y", Ctrl: false, Alt: false };
}
