namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// A place in the queue of a budget. It outlives a connection that closes while it waits, so it is
/// all that the queue keeps of one.
/// </summary>
internal sealed class BudgetWaiter(IBudgetClient client)
{
    /// <summary>Whose request waits; null when nobody waits for the turn any more.</summary>
    public IBudgetClient? Client { get; set; } = client;
}
