namespace SimpleClient.Terminal.Chat;

/// <summary>
/// How long to wait before the next attempt to connect: twice as long each time, and by chance up
/// to half of it less, so that all clients of a server that comes back do not come at once.
/// </summary>
internal sealed class Backoff(Random random)
{
    /// <summary>Before the first attempt, at most.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>Never more than this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private TimeSpan _next = First;

    /// <summary>The time to wait now; the next one is longer.</summary>
    public TimeSpan Next()
    {
        TimeSpan whole = _next;
        _next = whole * 2 < Longest ? whole * 2 : Longest;
        return whole * (1 - (random.NextDouble() / 2));
    }

    /// <summary>
    /// A connection is lost. One that lived for long begins with the shortest time again; one that
    /// did not was hardly any, and a server that closes each at once is not to be visited without
    /// end.
    /// </summary>
    public void Lose(TimeSpan lived)
    {
        if (lived >= Longest)
        {
            _next = First;
        }
    }
}
