namespace SimpleClient.Terminal.Chat.Requests;

/// <summary>
/// Measures how long the server takes to answer, with the answer that is still pending. It also
/// stores the time since which the state of the connection is unknown.
/// </summary>
internal sealed class LagMeter(TimeProvider time)
{
    /// <summary>
    /// After a longer pause between two ticks, by the wall clock, the program counts as stopped:
    /// the computer was asleep, or the process was stopped. Origin: ten times the usual pause.
    /// </summary>
    public static readonly TimeSpan Asleep = TimeSpan.FromSeconds(5);

    /// <summary>A lag above this time is shown.</summary>
    public static readonly TimeSpan WorthShowing = TimeSpan.FromMilliseconds(500);

    /// <summary>The time between an answer and the next ping.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The time between an answer and the next ping while a lag is shown. It is short, so that the
    /// lag disappears soon after it has ended.
    /// </summary>
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(2);

    private long? _asked;
    private long _answered = time.GetTimestamp();
    private TimeSpan _last;
    private DateTimeOffset _ticked = time.GetLocalNow();
    private DateTimeOffset? _askedAt;

    /// <summary>
    /// The time when the program was stopped; null when the server has answered since then.
    /// </summary>
    private DateTimeOffset? _stoppedAt;

    /// <summary>True when the next ping is due.</summary>
    public bool IsDue => _asked is null
        && time.GetElapsedTime(_answered) >= (_last > WorthShowing ? s_soon : Interval);

    /// <summary>
    /// The time that the last answer took, or that the pending answer has taken so far if it is
    /// longer.
    /// </summary>
    public TimeSpan Lag =>
        _asked is { } asked && time.GetElapsedTime(asked) is var waited && waited > _last
            ? waited
            : _last;

    /// <summary>
    /// The time since which the user may have missed messages, if the connection turns out to be
    /// lost now. A stopped program detects the loss only when it runs again. Only an answer to a
    /// later ping shows that the connection works. Bytes that the kernel received meanwhile do not.
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

    /// <summary>Detects a stopped program; call it at least once a second while it runs.</summary>
    public void Tick() => NoticeSleep();

    /// <summary>Stores the time of a ping.</summary>
    public void Ask()
    {
        NoticeSleep();
        _asked = time.GetTimestamp();
        _askedAt = time.GetLocalNow();
    }

    /// <summary>Stores the time of its answer.</summary>
    public void Answer()
    {
        NoticeSleep();
        _stoppedAt = _askedAt > _stoppedAt ? null : _stoppedAt;
        _askedAt = null;
        _last = _asked is { } asked ? time.GetElapsedTime(asked) : _last;
        _answered = time.GetTimestamp();
        _asked = null;
    }

    /// <summary>Starts again with a new connection and no pending ping.</summary>
    public void Reset()
    {
        _asked = null;
        Answer();
        _last = default;
        _stoppedAt = null;
    }

    private void NoticeSleep()
    {
        // The monotonic clock stops while a computer sleeps; the wall clock does not.
        DateTimeOffset now = time.GetLocalNow();
        if (now - _ticked > Asleep)
        {
            _stoppedAt ??= _ticked;
        }

        _ticked = now;
    }
}
