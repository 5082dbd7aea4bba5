namespace NBomber.Engine;

/// <summary>What is due at a time.</summary>
/// <param name="At">From the beginning of the first segment.</param>
/// <param name="Copies">How many copies repeat from now on.</param>
/// <param name="Injected">How many iterations begin now.</param>
internal readonly record struct LoadTick(TimeSpan At, int Copies, int Injected);
