namespace NBomber.Engine;

/// <summary>The load from one point in time to the next tick.</summary>
/// <param name="At">The time since the start of the first segment.</param>
/// <param name="Copies">The number of repeating copies from now on.</param>
/// <param name="Injected">The number of iterations that start now.</param>
internal readonly record struct LoadTick(TimeSpan At, int Copies, int Injected);
