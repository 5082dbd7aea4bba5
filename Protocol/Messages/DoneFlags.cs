namespace Protocol.Messages;

/// <summary>The number of a Done.</summary>
public static class DoneFlags
{
    /// <summary>
    /// The message was sent, but it is not on disk and will not be, so no Kept follows: the disk
    /// fails, and the server goes on without it.
    /// </summary>
    public const ulong NotStored = 1;
}
