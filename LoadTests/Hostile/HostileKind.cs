namespace LoadTests.Hostile;

/// <summary>A kind of hostile client.</summary>
/// <param name="Name">Its name for <c>--hostile</c> and in reports.</param>
/// <param name="Target">The ports to which it connects.</param>
/// <param name="Write">
/// Makes the script of one connection: random, but reproducible from a seed.
/// </param>
internal sealed record HostileKind(
    string Name, HostileTarget Target, Func<Random, HostileScript> Write);
