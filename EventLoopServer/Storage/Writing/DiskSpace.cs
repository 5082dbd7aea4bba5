using EventLoopServer.Observability;
using Microsoft.Extensions.Logging;

namespace EventLoopServer.Storage.Writing;

/// <summary>
/// Warns when the disk is nearly full: once an hour, and again after there was space.
/// </summary>
internal sealed class DiskSpace(ILogger log)
{
    /// <summary>
    /// Below it the disk is nearly full: some hours of a busy chat, at 200 bytes for a message and
    /// 100 messages a second, with a backup beside it.
    /// </summary>
    internal const long FewBytes = 512L << 20;

    /// <summary>One part in this many of a larger disk, which other programs share.</summary>
    internal const int Part = 20;

    /// <summary>
    /// No disk is nearly full with more than this, however large it is: 5 % of a disk of 4 TB
    /// would take the chat years.
    /// </summary>
    internal const long ManyBytes = 8L << 30;

    internal const long WarnEveryMs = 3_600_000;

    private bool _isFew;
    private long _warnedMs;

    /// <summary>Checks the space and warns.</summary>
    /// <returns>True when there is enough.</returns>
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
