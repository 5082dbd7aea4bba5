using SimpleClient.Sentences;

namespace SimpleClient.Terminal.Scrolling;

/// <summary>Some names, and the number of further ones. Immutable.</summary>
/// <remarks>
/// The number of stored names is limited. Without a limit, when ten thousand clients enter a quiet
/// room one after the other, each would cost as much as all clients before it. A member above the
/// limit is only counted, and is not recognised later.
/// </remarks>
internal sealed class NameGroup
{
    /// <summary>The most names that are shown.</summary>
    private const int MaxShown = 6;

    /// <summary>
    /// The most names that are stored, so that the same members are recognised when they leave.
    /// </summary>
    private const int MaxNames = 64;

    private readonly string[] _names;
    private readonly int _more;

    private NameGroup(string[] names, int more)
    {
        _names = names;
        _more = more;
        MemoryBytes = 64 + names.Sum(static name => 32 + (2 * name.Length));
    }

    /// <summary>The approximate bytes of memory.</summary>
    public int MemoryBytes { get; }

    /// <summary>The group without names.</summary>
    public static NameGroup Empty { get; } = new([], 0);

    public bool Has(string name) => _names.Contains(name);

    /// <summary>A copy with this name as the last one.</summary>
    public NameGroup With(string name)
    {
        string[] others = Others(name);
        return others.Length < MaxNames
            ? new NameGroup([.. others, name], _more)
            : new NameGroup(others, _more + 1);
    }

    /// <summary>A copy without this name.</summary>
    public NameGroup Without(string name) =>
        Has(name) ? new NameGroup(Others(name), _more) : this;

    /// <summary>The group as text; empty for an empty group.</summary>
    /// <param name="what">The text after the names: the action of these members.</param>
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
