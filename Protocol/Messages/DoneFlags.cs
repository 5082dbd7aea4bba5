namespace Protocol.Messages;

/// <summary>
/// The values of <see cref="ServerEvent.Number"/> in <see cref="EventKind.Done"/>.
/// </summary>
public static class DoneFlags
{
    /// <summary>
    /// The message was sent, but it is not on disk and will not be. The disk fails, and the server
    /// continues without it. So no <see cref="EventKind.Kept"/> follows.
    /// </summary>
    public const ulong NotStored = 1;
}
