namespace EventLoopServer.Reactor;

/// <summary>How much output may be pending for slow readers, and for how long.</summary>
/// <param name="RingBytes">Memory that all output rings together may use.</param>
/// <param name="TotalBytes">The same, with the kernel's share.</param>
/// <param name="KernelBytes">
/// What the kernel holds for each reader with pending output: a full send buffer.
/// </param>
/// <param name="SlowBytes">
/// Pending bytes that one reader may have for no longer than <paramref name="SlowMs"/>.
/// </param>
/// <param name="SlowMs">How long so many bytes may be pending; 0: no limit.</param>
/// <param name="StallMs">
/// How long a reader may take none of its pending output; 0: no limit.
/// </param>
internal sealed record SlowReaderLimits(
    long RingBytes, long TotalBytes, int KernelBytes, int SlowBytes, long SlowMs, long StallMs);
