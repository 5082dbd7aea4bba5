using System.CommandLine;

namespace LoadTests.Hostile;

/// <summary>The options about hostile connections, as a person types them.</summary>
internal sealed class HostileArguments
{
    public HostileArguments() => Kinds.AcceptOnlyFromAmong([.. HostileCatalog.Names]);

    public Option<string[]> Kinds { get; } = new("--hostile")
    {
        Description = "Of the scenario hostile only these kinds, may be given several times: "
            + string.Join(", ", HostileCatalog.Names),
        HelpName = "KIND",
    };

    public Option<int> Seed { get; } = LoadCommand.Number(
        "--seed", "What is random about them comes from it; 0 takes another", 0, 0, int.MaxValue);

    public IReadOnlyList<HostileKind> KindsOf(ParseResult parsed)
    {
        string[] names = parsed.GetValue(Kinds) ?? [];
        return [.. HostileCatalog.All.Where(k => names.Length == 0 || names.Contains(k.Name))];
    }

    public int SeedOf(ParseResult parsed) =>
        parsed.GetValue(Seed) is > 0 and int seed ? seed : Random.Shared.Next(1, int.MaxValue);
}
