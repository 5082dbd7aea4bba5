namespace EventLoopServer.Chat.Storage;

/// <summary>A task for an operator, such as a backup, an export or an erasure.</summary>
/// <param name="task">The task.</param>
/// <param name="argument">A path, a name, or a number of entries.</param>
internal sealed class MaintenanceQuery(MaintenanceTask task, string argument) : StoreQuery
{
    public MaintenanceTask Task { get; } = task;

    public string Argument { get; } = argument;

    /// <summary>The result, in lines for people to read.</summary>
    public string Result { get; set; } = "";
}
