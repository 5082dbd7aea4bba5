namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// The budget for the stored names of members in all rooms. A name above the budget is not stored.
/// Then Tab does not complete it, and its owner does not count as a recent speaker.
/// </summary>
/// <param name="max">The most names.</param>
internal sealed class PeopleBudget(int max = PeopleBudget.Max)
{
    /// <summary>
    /// The most names in all rooms. Origin: each takes 200 bytes, so all take 20 MB. A server has
    /// 10,000 clients by default.
    /// </summary>
    public const int Max = 100_000;

    /// <summary>Names in use.</summary>
    public int Used { get; private set; }

    /// <summary>Reserves a name.</summary>
    /// <returns>False when the budget is used up.</returns>
    public bool TryTake()
    {
        bool isFree = Used < max;
        Used += isFree ? 1 : 0;
        return isFree;
    }

    /// <summary>Returns reserved names.</summary>
    public void Return(int names) => Used -= names;
}
