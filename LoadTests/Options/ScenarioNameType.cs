using EventLoopServer.Configuration.Schema;
using LoadTests.Scenarios;

namespace LoadTests.Options;

/// <summary>The type of <c>--scenario</c>.</summary>
internal sealed class ScenarioNameType()
    : WordType([.. ScenarioCatalog.Names.Select(static n => (n, (object?)n))])
{
    public override string ValueName => "NAME";

    public override string Range => string.Join(", ", ScenarioCatalog.Names);
}
