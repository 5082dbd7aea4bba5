namespace EventLoopServer.Sessions.Rates;

/// <summary>A client whose request waits for a budget, or for space in the store.</summary>
internal interface IBudgetClient
{
    /// <summary>The budget lets the waiting request pass.</summary>
    /// <param name="budget">The budget that has reserved bytes for it.</param>
    /// <param name="reservedNs">The reserved cost in ns.</param>
    void Release(ByteBudget budget, long reservedNs);

    /// <summary>The store has space for the waiting message.</summary>
    void Release();
}
