namespace EventLoopServer.Chat.Resuming;

/// <summary>The memory that the private lines of all sessions take together.</summary>
internal sealed class PrivateLinesBudget
{
    /// <summary>
    /// 16 MiB hold the full lines of 256 members, or a kilobyte for each of 16,000.
    /// </summary>
    public int Max { get; init; } = 16 * 1024 * 1024;

    public int Used { get; set; }
}
