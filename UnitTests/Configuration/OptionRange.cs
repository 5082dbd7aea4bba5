using EventLoopServer.Configuration;

namespace UnitTests.Configuration;

/// <summary>An option that takes a number: its bounds, and what is read from it.</summary>
internal sealed record OptionRange(string Name, long Min, long Max, Func<ServerOptions, long> Of)
{
    public override string ToString() => Name;
}
