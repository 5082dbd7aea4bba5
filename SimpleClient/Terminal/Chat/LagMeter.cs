namespace SimpleClient.Terminal.Chat;

/// <summary>How long the server takes to answer, while an answer is still out as well.</summary>
internal sealed class LagMeter(TimeProvider time)
{
    /// <summary>Lag that is worth showing.</summary>
    public static readonly TimeSpan WorthShowing = TimeSpan.FromMilliseconds(500);

    /// <summary>Between an answer and the next question.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The same while there is lag to show: it should not be shown when it is over.
    /// </summary>
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(2);

    private long? _asked;
    private long _answered = time.GetTimestamp();
    private TimeSpan _last;

    /// <summary>True when it is time for a question.</summary>
    public bool IsDue => _asked is null
        && time.GetElapsedTime(_answered) >= (_last > WorthShowing ? s_soon : Interval);

    /// <summary>The last answer's time, or what the next one has taken already.</summary>
    public TimeSpan Lag =>
        _asked is { } asked && time.GetElapsedTime(asked) is var waited && waited > _last
            ? waited
            : _last;

    /// <summary>A question goes out.</summary>
    public void Ask() => _asked = time.GetTimestamp();

    /// <summary>Its answer is here.</summary>
    public void Answer()
    {
        _last = _asked is { } asked ? time.GetElapsedTime(asked) : _last;
        _answered = time.GetTimestamp();
        _asked = null;
    }

    /// <summary>A new connection: nothing is out.</summary>
    public void Reset()
    {
        _last = default;
        Answer();
        _asked = null;
    }
}
