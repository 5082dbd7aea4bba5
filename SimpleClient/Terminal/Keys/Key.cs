namespace SimpleClient.Terminal.Keys;

/// <summary>One key, or one paste.</summary>
/// <param name="Code">The kind of the key.</param>
/// <param name="Text">The character or the pasted text; a letter with Ctrl is lower case.</param>
internal readonly record struct Key(KeyCode Code, string Text = "")
{
    public bool Ctrl { get; init; }

    public bool Alt { get; init; }

    public bool Shift { get; init; }

    /// <summary>True for this letter with Ctrl and without Alt.</summary>
    public bool IsCtrl(char letter) => Is(letter) && Ctrl && !Alt;

    /// <summary>True for this letter with Alt and without Ctrl.</summary>
    public bool IsAlt(char letter) => Is(letter) && Alt && !Ctrl;

    private bool Is(char letter) =>
        Code == KeyCode.Text && Text.Length == 1 && Text[0] == letter;
}
