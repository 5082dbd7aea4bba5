using SimpleClient.Sentences;

namespace SimpleClient.Terminal.Rooms;

/// <summary>Some names, and how many more there are. Never changes.</summary>
/// <remarks>
/// It does not grow: ten thousand who come to a quiet room one after the other would each cost as
/// much as all before. Whoever is one of the many more is not known again.
/// </remarks>
internal sealed class NameGroup
{
    /// <summary>Names that are shown.</summary>
    private const int MaxShown = 6;

    /// <summary>Names that are known again when the same people go.</summary>
    private const int MaxNames = 64;

    private readonly string[] _names;
    private readonly int _more;

    private NameGroup(string[] names, int more)
    {
        _names = names;
        _more = more;
        MemoryBytes = 64 + names.Sum(static name => 32 + (2 * name.Length));
    }

    /// <summary>About the bytes of memory that it takes.</summary>
    public int MemoryBytes { get; }

    /// <summary>Nobody.</summary>
    public static NameGroup Empty { get; } = new([], 0);

    public bool Has(string name) => _names.Contains(name);

    /// <summary>The same, with this one as the last.</summary>
    public NameGroup With(string name)
    {
        string[] others = Others(name);
        return others.Length < MaxNames
            ? new NameGroup([.. others, name], _more)
            : new NameGroup(others, _more + 1);
    }

    /// <summary>The same, without this one.</summary>
    public NameGroup Without(string name) =>
        Has(name) ? new NameGroup(Others(name), _more) : this;

    /// <summary>In words; empty for nobody.</summary>
    /// <param name="what">What they did.</param>
    public string ToText(string what)
    {
        int more = Math.Max(0, _names.Length - MaxShown) + _more;
        string rest = more > 0 ? TerminalSentences.AndMore(more) : "";
        return _names.Length + _more == 0 ? ""
            : _names.Length == 0 ? $"{_more} {what}"
            : $"{string.Join(", ", _names.Take(MaxShown))}{rest} {what}";
    }

    private string[] Others(string name) => [.. _names.Where(one => one != name)];
}
