namespace SimpleClient.Terminal.Chat;

/// <summary>
/// Keeps a bell from ringing all the time: whoever writes a name in every line would make a noise
/// that nobody can work with.
/// </summary>
internal sealed class Bell(TimeProvider time)
{
    /// <summary>Between two rings, at least.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    private long? _rang;

    /// <summary>Rings, unless it rang just now.</summary>
    /// <returns>False when it did not.</returns>
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
