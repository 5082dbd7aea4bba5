namespace EventLoopServer.Reactor;

/// <summary>How much may wait for slow readers, and for how long.</summary>
/// <param name="RingBytes">Memory of all output rings together.</param>
/// <param name="TotalBytes">The same with the kernel's share.</param>
/// <param name="KernelBytes">
/// What the kernel holds for each reader for whom something waits: then its send buffer is full.
/// </param>
/// <param name="SlowBytes">As many waiting for one reader are too many in the long run.</param>
/// <param name="SlowMs">How long so many may wait for it; 0: no limit.</param>
/// <param name="StallMs">How long it may take nothing of what waits; 0: no limit.</param>
internal sealed record SlowReaderLimits(
    long RingBytes, long TotalBytes, int KernelBytes, int SlowBytes, long SlowMs, long StallMs);
