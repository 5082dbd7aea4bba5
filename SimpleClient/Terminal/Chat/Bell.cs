namespace SimpleClient.Terminal.Chat;

/// <summary>
/// Limits how often the bell rings. Without a limit, a member who mentions the user in every line
/// could make it ring all the time.
/// </summary>
internal sealed class Bell(TimeProvider time)
{
    /// <summary>The shortest time between two rings.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private long? _rang;

    /// <summary>Rings, unless the last ring is too recent.</summary>
    /// <returns>False when the bell did not ring.</returns>
    public bool Ring()
    {
        if (_rang is { } before && time.GetElapsedTime(before) < s_pause)
        {
            return false;
        }

        _rang = time.GetTimestamp();
        return true;
    }
}
