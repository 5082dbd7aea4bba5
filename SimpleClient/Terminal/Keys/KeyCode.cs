namespace SimpleClient.Terminal.Keys;

/// <summary>The kind of a key.</summary>
internal enum KeyCode
{
    /// <summary>
    /// The character in <see cref="Key.Text"/>. With Ctrl or Alt it is a command.
    /// </summary>
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

    /// <summary>A function key; its number is in <see cref="Key.Text"/>.</summary>
    Function,

    /// <summary>A step of the mouse wheel away from the user.</summary>
    WheelUp,

    /// <summary>A step of the mouse wheel towards the user.</summary>
    WheelDown,

    /// <summary>
    /// A click; <see cref="Key.Text"/> has the column and the row, from 0: <c>10;23</c>.
    /// </summary>
    Click,

    /// <summary>The terminal's window has the keyboard again.</summary>
    FocusIn,

    /// <summary>Another window has the keyboard.</summary>
    FocusOut,
}
