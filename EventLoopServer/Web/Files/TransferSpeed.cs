using EventLoopServer.Chat.Files;

namespace EventLoopServer.Web.Files;

/// <summary>
/// The deadline of a transfer: it may be slower than the least speed for a limited time.
/// </summary>
/// <param name="limits">The speed and the time.</param>
/// <param name="bufferBytes">
/// Bytes that may be in buffers on the way: their peer takes them without being seen.
/// </param>
internal struct TransferSpeed(FileLimits limits, long bufferBytes)
{
    /// <summary>
    /// When more bytes have to have moved, in ms; <see cref="long.MaxValue"/>: never.
    /// </summary>
    public long DueMs { get; private set; } = long.MaxValue;

    /// <summary>The transfer begins, or goes on after the server was the slow side.</summary>
    public void Restart(long nowMs) => DueMs = limits.SlowMs > 0 ? Latest(nowMs) : long.MaxValue;

    /// <summary>Bytes have moved.</summary>
    public void Move(int bytes, long nowMs)
    {
        if (limits.SlowMs > 0)
        {
            DueMs = Math.Min(DueMs + (bytes * 1000L / limits.BytesPerSecond), Latest(nowMs));
        }
    }

    private readonly long Latest(long nowMs) =>
        nowMs + limits.SlowMs + (bufferBytes * 1000 / limits.BytesPerSecond);
}
