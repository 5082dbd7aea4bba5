namespace SimpleClient.Terminal.Chat;

/// <summary>
/// The wait before the next attempt to connect. It doubles each time, and a random part of up to
/// half is subtracted. So the clients of a restarted server do not all connect at once.
/// </summary>
internal sealed class Backoff(Random random)
{
    /// <summary>The longest wait before the first attempt.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private TimeSpan _next = First;

    /// <summary>The wait before this attempt; the next one is longer.</summary>
    public TimeSpan Next()
    {
        TimeSpan whole = _next;
        _next = whole * 2 < Longest ? whole * 2 : Longest;
        return whole * (1 - (random.NextDouble() / 2));
    }

    /// <summary>
    /// Reports a lost connection. After a connection that lasted at least <see cref="Longest"/>,
    /// the next wait is the shortest again. After a shorter connection the waits do not become
    /// shorter. So the client does not keep contacting a server that closes each connection at
    /// once.
    /// </summary>
    public void Lose(TimeSpan lived)
    {
        if (lived >= Longest)
        {
            _next = First;
        }
    }
}
