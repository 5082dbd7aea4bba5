using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// The reaction of the writer to a failing disk, and the duration of the failure.
/// </summary>
internal sealed class WriterFaults(WriterServices services)
{
    private const long LogEveryMs = 60_000;

    private readonly Ballast _ballast =
        new(services.Paths.Ballast, services.Options.BallastBytes);

    private volatile string? _current;
    private volatile bool _isLong;
    private long _sinceMs;
    private long _loggedMs;

    /// <summary>Why commits fail now; null when they succeed. Any thread may read it.</summary>
    public string? Current => _current;

    /// <summary>
    /// True when commits have failed for so long that messages are refused, or sent without being
    /// stored.
    /// </summary>
    public bool IsLong => _isLong;

    /// <summary>The effect on messages, for the log.</summary>
    public static string EffectOf(StoreFailing failing) =>
        failing == StoreFailing.Talk ? "not kept" : "refused";

    /// <summary>Reserves space on the disk.</summary>
    public void Reserve()
    {
        if (!_ballast.TryCreate())
        {
            StoreLog.NoBallast(services.Log, services.Options.BallastBytes >> 20);
        }
    }

    /// <summary>Called after a failed commit.</summary>
    /// <returns>True when the same connection may be used again.</returns>
    public bool Add(Exception fault)
    {
        bool isFull = fault is SqliteException { SqliteErrorCode: raw.SQLITE_FULL };
        long now = services.Clock.NowMs;
        if (_current is null)
        {
            (_sinceMs, _loggedMs) = (now, now - LogEveryMs);
        }

        _current = fault.Message;
        if (now - _loggedMs >= LogEveryMs)
        {
            _loggedMs = now;
            StoreLog.CommitFailed(
                services.Log,
                fault.Message,
                isFull ? StoreSentences.DiskFullAdvice : StoreSentences.DiskFaultAdvice);
        }

        if (isFull && _ballast.TryRelease())
        {
            StoreLog.BallastReleased(services.Log, services.Options.BallastBytes >> 20);
        }

        if (!_isLong && now - _sinceMs >= (long)services.Options.FailingAfter.TotalMilliseconds)
        {
            _isLong = true;
            StoreLog.FailsLong(
                services.Log,
                (now - _sinceMs) / 1000,
                EffectOf(services.Options.Failing));
        }

        return isFull || fault is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY };
    }

    /// <summary>Called after a commit has succeeded.</summary>
    public void Clear()
    {
        if (_current is null)
        {
            return;
        }

        _current = null;
        _isLong = false;
        StoreLog.CommitsAgain(services.Log, (services.Clock.NowMs - _sinceMs) / 1000);
    }
}
