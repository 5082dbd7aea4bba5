namespace EventLoopServer.Sessions.Rates;

/// <summary>A client whose request waits for a budget, or for space in the store.</summary>
internal interface IBudgetClient
{
    /// <summary>Releases the waiting request, because the budget allows it.</summary>
    /// <param name="budget">The budget that has reserved bytes for the request.</param>
    /// <param name="reservedNs">The reserved cost in ns.</param>
    void Release(ByteBudget budget, long reservedNs);

    /// <summary>Releases the waiting message, because the store has space for it.</summary>
    void Release();
}
