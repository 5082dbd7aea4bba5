using EventLoopServer.Configuration;

namespace UnitTests.Configuration;

/// <summary>
/// An option that takes a number: its bounds as numbers without a unit and as the help shows them,
/// and what is read from it.
/// </summary>
internal sealed record OptionRange(
    string Name, long Min, long Max, string Bounds, Func<ServerOptions, long> Of)
{
    public override string ToString() => Name;
}
