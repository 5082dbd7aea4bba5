namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// An entry in the queue of a budget or of the store. It may outlive the connection, so the queue
/// stores only this object and no connection.
/// </summary>
internal sealed class BudgetWaiter(IBudgetClient client)
{
    /// <summary>The client whose request waits; null when it does not wait any more.</summary>
    public IBudgetClient? Client { get; set; } = client;
}
