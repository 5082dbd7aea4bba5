namespace EventLoopServer.Storage.Files;

/// <summary>The options of the store.</summary>
/// <param name="Folder">The folder of the store. It is created if it is missing.</param>
internal sealed record StoreOptions(string Folder)
{
    public StoreDurability Durability { get; init; }

    /// <summary>How long lines are kept by default. A room may have another value.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(90);

    public StoreFailing Failing { get; init; }

    /// <summary>The size of each of the two batches.</summary>
    public int BatchBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>The time between two backups into the backup folder; zero for no backups.</summary>
    public TimeSpan BackupEvery { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The number of backups in the backup folder. Older ones are deleted.</summary>
    public int BackupKeep { get; init; } = 7;

    /// <summary>The number of lines of each room that <c>Load</c> reads.</summary>
    public int LastLines { get; init; } = 50;

    /// <summary>The time between two attempts to commit a batch that failed.</summary>
    public TimeSpan RetryEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the disk may fail before <see cref="Failing"/> applies.</summary>
    public TimeSpan FailingAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long closing the store may take.</summary>
    public TimeSpan CloseWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Space that is reserved on the disk: four times the WAL of a large commit. It is released
    /// when the disk is full, so that the last batches can be committed and an operator can work.
    /// </summary>
    public int BallastBytes { get; init; } = 16 * 1024 * 1024;
}
