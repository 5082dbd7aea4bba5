using EventLoopServer.Configuration;

namespace UnitTests.Configuration;

/// <summary>
/// A numeric option: its bounds as numbers without a unit, its bounds as the help shows them, and
/// the value read from the options.
/// </summary>
internal sealed record OptionRange(
    string Name, long Min, long Max, string Bounds, Func<ServerOptions, long> Of)
{
    public override string ToString() => Name;
}
