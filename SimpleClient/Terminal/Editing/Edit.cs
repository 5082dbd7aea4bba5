namespace SimpleClient.Terminal.Editing;

/// <summary>What a key did to the line.</summary>
internal enum Edit
{
    /// <summary>The key means nothing here.</summary>
    None,

    /// <summary>
    /// The line, or the cursor in it, is another; or there was nothing to change.
    /// </summary>
    Done,

    /// <summary>The line is finished.</summary>
    Entered,

    /// <summary>The person wants to go.</summary>
    Leave,
}
