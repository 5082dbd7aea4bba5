namespace SimpleClient.Terminal;

/// <summary>What a key did.</summary>
internal enum KeyEffect
{
    /// <summary>The line, or the cursor in it, is another.</summary>
    Edited,

    /// <summary>The line is finished.</summary>
    Entered,

    /// <summary>The person wants to go.</summary>
    Leave,

    /// <summary>Nothing.</summary>
    None,
}
