namespace SimpleClient.Terminal.Text;

/// <summary>
/// The colours of the names in one place. A name gets its usual colour (<see cref="NameColour"/>),
/// unless one of the names shortly before has that colour. Then it gets the next free one, so that
/// neighbours differ. A name keeps its colour while the place is open.
/// </summary>
internal sealed class NameColours
{
    /// <summary>
    /// The number of preceding names whose colours have to differ. It is about the number of
    /// speakers on one screen.
    /// </summary>
    private const int Neighbours = 8;

    /// <summary>The most stored names. Above it, all names are dropped.</summary>
    private const int MaxNames = 500;

    private readonly Dictionary<string, byte> _all = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<byte> _recent = new();

    /// <summary>The colour of a name, in any case.</summary>
    public byte Of(string name)
    {
        if (_all.TryGetValue(name, out byte known))
        {
            return known;
        }

        if (_all.Count >= MaxNames)
        {
            _all.Clear();
        }

        byte colour = NameColour.Of(name);
        int at = NameColour.Palette.ToList().IndexOf(colour);
        while (_recent.Contains(colour))
        {
            colour = NameColour.Palette[++at % NameColour.Palette.Count];
        }

        _recent.Enqueue(colour);
        if (_recent.Count > Neighbours)
        {
            _recent.Dequeue();
        }

        return _all[name] = colour;
    }
}
