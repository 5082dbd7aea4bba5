namespace LoadTests.Hostile;

/// <summary>A way of being a bad guest.</summary>
/// <param name="Name">As it is typed after <c>--hostile</c>, and as reports name it.</param>
/// <param name="Door">Where it knocks.</param>
/// <param name="Write">What one connection does: another each time, the same from one seed.
/// </param>
internal sealed record HostileKind(
    string Name, HostileTarget Door, Func<Random, HostileScript> Write);
