namespace UnitTests.Simulation.Reference;

/// <summary>
/// A member of <see cref="NaiveChat"/>, and everything that it has to receive, in order.
/// </summary>
internal sealed class NaivePerson(string name, bool isNative)
{
    public string Name { get; set; } = name;

    public bool IsNative { get; } = isNative;

    public List<NaiveRoom> Rooms { get; } = [];

    public NaiveRoom? Current { get; set; }

    public int PrivateSequence { get; set; }

    public List<string> Expected { get; } = [];

    public void TellNative(string line)
    {
        if (IsNative)
        {
            Expected.Add(line);
        }
    }

    public void TellText(string line)
    {
        if (!IsNative)
        {
            Expected.Add(line);
        }
    }
}
