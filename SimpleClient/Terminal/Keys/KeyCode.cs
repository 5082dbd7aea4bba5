namespace SimpleClient.Terminal.Keys;

/// <summary>What kind of key was pressed.</summary>
internal enum KeyCode
{
    /// <summary>A character; with Ctrl or Alt a command. <see cref="Key.Text"/> is it.</summary>
    Text,

    /// <summary>A text that came at once, line breaks and all.</summary>
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
