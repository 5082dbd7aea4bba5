namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// An entry in the queue of a budget or of the store. The entry may outlive its connection, so the
/// queue stores this object and not the connection.
/// </summary>
internal sealed class BudgetWaiter(IBudgetClient client)
{
    /// <summary>
    /// The client whose request waits; null when no request of the client waits any more.
    /// </summary>
    public IBudgetClient? Client { get; set; } = client;
}
