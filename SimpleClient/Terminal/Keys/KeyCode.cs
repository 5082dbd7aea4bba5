namespace SimpleClient.Terminal.Keys;

/// <summary>The kind of a key.</summary>
internal enum KeyCode
{
    /// <summary>The character in <see cref="Key.Text"/>; with Ctrl or Alt a command.</summary>
    Text,

    /// <summary>A pasted text; it may contain line breaks.</summary>
    Paste,

    Enter,
    Tab,
    Escape,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}
