namespace UnitTests.Simulation.Reference;

/// <summary>A room of <see cref="NaiveChat"/>.</summary>
internal sealed class NaiveRoom(string name)
{
    public string Name { get; } = name;

    public string Prefix => Name == "lobby" ? string.Empty : $"[{Name}] ";

    public List<NaivePerson> Members { get; } = [];

    public int Sequence { get; set; }

    public string Topic { get; set; } = string.Empty;
}
