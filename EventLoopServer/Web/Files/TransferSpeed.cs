using EventLoopServer.Chat.Files;

namespace EventLoopServer.Web.Files;

/// <summary>
/// The deadline of a transfer. A transfer may be slower than the minimum speed for a limited time.
/// </summary>
/// <param name="limits">The speed and the time.</param>
/// <param name="bufferBytes">
/// The most bytes that may be in buffers between the server and the client. The server cannot see
/// when the client takes these bytes.
/// </param>
internal struct TransferSpeed(FileLimits limits, long bufferBytes)
{
    /// <summary>
    /// The time until which more bytes have to move, in ms; <see cref="long.MaxValue"/> when there
    /// is no deadline.
    /// </summary>
    public long DueMs { get; private set; } = long.MaxValue;

    /// <summary>
    /// Starts the deadline when the transfer begins, or when it continues after the server was the
    /// slow side.
    /// </summary>
    public void Restart(long nowMs) => DueMs = limits.SlowMs > 0 ? Latest(nowMs) : long.MaxValue;

    /// <summary>Moves the deadline after bytes have moved.</summary>
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
