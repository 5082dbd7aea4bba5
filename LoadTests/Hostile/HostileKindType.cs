using EventLoopServer.Configuration.Schema;

namespace LoadTests.Hostile;

/// <summary>A kind of hostile client.</summary>
internal sealed class HostileKindType()
    : WordType([.. HostileCatalog.All.Select(static k => (k.Name, (object?)k))])
{
    public override string ValueName => "KIND";

    public override string Range => string.Join(", ", HostileCatalog.Names);
}
