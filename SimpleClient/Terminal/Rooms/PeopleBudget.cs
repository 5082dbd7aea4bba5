namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// How many names of people all rooms together remember. A name beyond that is not remembered: it
/// is not completed, and its owner counts as somebody who has not spoken lately.
/// </summary>
/// <param name="max">Names at most.</param>
internal sealed class PeopleBudget(int max = PeopleBudget.Max)
{
    /// <summary>
    /// Names at most, in all rooms. Origin: 200 bytes each, so 20 MB; a server has 10,000 clients
    /// by default.
    /// </summary>
    public const int Max = 100_000;

    /// <summary>Names in use.</summary>
    public int Used { get; private set; }

    /// <summary>Takes a place for a name.</summary>
    /// <returns>False when none is left.</returns>
    public bool TryTake()
    {
        bool isFree = Used < max;
        Used += isFree ? 1 : 0;
        return isFree;
    }

    /// <summary>Gives places back.</summary>
    public void Return(int names) => Used -= names;
}
