namespace SimpleClient.Terminal.Editing;

/// <summary>The effect of a key on the line.</summary>
internal enum Edit
{
    /// <summary>The editor does not use this key.</summary>
    None,

    /// <summary>The key was used. The line or the cursor may have changed.</summary>
    Done,

    /// <summary>The user pressed Enter, so the line is complete.</summary>
    Entered,

    /// <summary>The user wants to leave.</summary>
    Leave,
}
