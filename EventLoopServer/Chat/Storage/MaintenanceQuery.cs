namespace EventLoopServer.Chat.Storage;

/// <summary>Work for an operator: a backup, an export, an erasure, the audit log.</summary>
/// <param name="task">What to do.</param>
/// <param name="argument">A path, a name, or a number of entries.</param>
internal sealed class MaintenanceQuery(MaintenanceTask task, string argument) : StoreQuery
{
    public MaintenanceTask Task { get; } = task;

    public string Argument { get; } = argument;

    /// <summary>What was done, in lines for people to read.</summary>
    public string Result { get; set; } = "";
}
