namespace EventLoopServer.Sessions.Rates;

/// <summary>Waits for a budget.</summary>
internal interface IBudgetClient
{
    /// <summary>The turn of what waits has come.</summary>
    /// <param name="budget">The budget in which so much is reserved for it.</param>
    /// <param name="reservedNs">How much.</param>
    void Release(ByteBudget budget, long reservedNs);
}
