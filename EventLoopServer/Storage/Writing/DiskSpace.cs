using EventLoopServer.Observability;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// Warns when the disk is nearly full, at most once an hour. It warns again at once if there was
/// enough space meanwhile.
/// </summary>
internal sealed class DiskSpace(ILogger log)
{
    /// <summary>
    /// With less free space than this, every disk is nearly full. It is enough for some hours of a
    /// busy chat with a backup, at 200 bytes for a message and 100 messages/s.
    /// </summary>
    internal const long FewBytes = 512L << 20;

    /// <summary>
    /// A larger disk is nearly full when less than one part in 20 is free, because other programs
    /// share it.
    /// </summary>
    internal const int Part = 20;

    /// <summary>
    /// With more free space than this, no disk is nearly full. Without this limit, 5 % of a disk of
    /// 4 TB would be years of chat.
    /// </summary>
    internal const long ManyBytes = 8L << 30;

    internal const long WarnEveryMs = 3_600_000;

    private bool _isFew;
    private long _warnedMs;

    /// <summary>Checks the free space, and warns if necessary.</summary>
    /// <returns>True when there is enough space.</returns>
    public bool Check(long freeBytes, long diskBytes, long nowMs)
    {
        if (freeBytes >= Math.Clamp(diskBytes / Part, FewBytes, ManyBytes))
        {
            if (_isFew)
            {
                StoreLog.DiskHasSpace(log, freeBytes >> 20);
            }

            _isFew = false;
            return true;
        }

        if (!_isFew || nowMs - _warnedMs >= WarnEveryMs)
        {
            _warnedMs = nowMs;
            StoreLog.DiskNearlyFull(log, freeBytes >> 20);
        }

        _isFew = true;
        return false;
    }
}
