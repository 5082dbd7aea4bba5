namespace EventLoopServer.Reactor;

/// <summary>How much output may be pending for slow readers, and for how long.</summary>
/// <param name="RingBytes">Memory that all output rings together may use.</param>
/// <param name="TotalBytes">
/// Memory that the rings and the kernel's buffers of all slow readers together may use.
/// </param>
/// <param name="KernelBytes">
/// Memory of the kernel for each reader with pending output. It is a full send buffer.
/// </param>
/// <param name="SlowBytes">
/// The time limit <paramref name="SlowMs"/> applies to a reader with this many pending bytes or
/// more.
/// </param>
/// <param name="SlowMs">
/// How long <paramref name="SlowBytes"/> or more may be pending; 0 for no limit.
/// </param>
/// <param name="StallMs">
/// How long a reader may take none of its pending output; 0 for no limit.
/// </param>
internal sealed record SlowReaderLimits(
    long RingBytes, long TotalBytes, int KernelBytes, int SlowBytes, long SlowMs, long StallMs);
