namespace SimpleClient.Terminal.Chat;

/// <summary>
/// How long the server takes to answer, while an answer is still out as well; and since when nobody
/// can know whether the connection works.
/// </summary>
internal sealed class LagMeter(TimeProvider time)
{
    /// <summary>
    /// A longer pause between two ticks, by the wall clock, means that the program did not run: the
    /// computer slept, or the process was stopped. Origin: ten times the pause between two ticks.
    /// </summary>
    public static readonly TimeSpan Asleep = TimeSpan.FromSeconds(5);

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
    private DateTimeOffset _ticked = time.GetLocalNow();
    private DateTimeOffset? _askedAt;

    /// <summary>When the program was last stopped; null: the server has answered since.</summary>
    private DateTimeOffset? _stoppedAt;

    /// <summary>True when it is time for a question.</summary>
    public bool IsDue => _asked is null
        && time.GetElapsedTime(_answered) >= (_last > WorthShowing ? s_soon : Interval);

    /// <summary>The last answer's time, or what the next one has taken already.</summary>
    public TimeSpan Lag =>
        _asked is { } asked && time.GetElapsedTime(asked) is var waited && waited > _last
            ? waited
            : _last;

    /// <summary>
    /// The time from which on the reader may have missed something, for a connection that is found
    /// to be lost now. A program that was stopped finds that only when it runs again, and what the
    /// kernel received meanwhile proves nothing: only an answer to a question asked since does.
    /// </summary>
    public DateTimeOffset LostSince
    {
        get
        {
            NoticeSleep();
            DateTimeOffset now = time.GetLocalNow();
            DateTimeOffset since = _stoppedAt ?? _askedAt ?? now;
            since = _askedAt < since ? _askedAt.Value : since;
            return since < now ? since : now;
        }
    }

    /// <summary>To be called once a second or more often while the program runs.</summary>
    public void Tick() => NoticeSleep();

    /// <summary>A question goes out.</summary>
    public void Ask()
    {
        NoticeSleep();
        _asked = time.GetTimestamp();
        _askedAt = time.GetLocalNow();
    }

    /// <summary>Its answer is here.</summary>
    public void Answer()
    {
        NoticeSleep();
        _stoppedAt = _askedAt > _stoppedAt ? null : _stoppedAt;
        _askedAt = null;
        _last = _asked is { } asked ? time.GetElapsedTime(asked) : _last;
        _answered = time.GetTimestamp();
        _asked = null;
    }

    /// <summary>A new connection: nothing is out.</summary>
    public void Reset()
    {
        _asked = null;
        Answer();
        _last = default;
        _stoppedAt = null;
    }

    private void NoticeSleep()
    {
        // The monotonic clock stands still while a computer sleeps; the wall clock does not.
        DateTimeOffset now = time.GetLocalNow();
        if (now - _ticked > Asleep)
        {
            _stoppedAt ??= _ticked;
        }

        _ticked = now;
    }
}
