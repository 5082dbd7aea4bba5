using Protocol.Sentences;
using SimpleClient.Sentences;

namespace SimpleClient.Terminal.Scrolling;

/// <summary>The joins and leaves between two messages, as one line. Immutable.</summary>
internal sealed class Presence
{
    private readonly NameGroup _joined;
    private readonly NameGroup _left;
    private readonly NameGroup _both;

    private Presence(NameGroup joined, NameGroup left, NameGroup both)
    {
        _joined = joined;
        _left = left;
        _both = both;
    }

    /// <summary>A line without any names.</summary>
    public static Presence Nobody { get; } = new(
        NameGroup.Empty, NameGroup.Empty, NameGroup.Empty);

    /// <summary>The approximate bytes of memory.</summary>
    public int MemoryBytes => 40 + _joined.MemoryBytes + _left.MemoryBytes + _both.MemoryBytes;

    /// <summary>A copy with another member who joined.</summary>
    public Presence Joined(string name) => _left.Has(name)
        ? new(_joined, _left.Without(name), _both.With(name))
        : new(_joined.With(name), _left, _both.Without(name));

    /// <summary>A copy with another member who left.</summary>
    public Presence Left(string name) => _joined.Has(name)
        ? new(_joined.Without(name), _left, _both.With(name))
        : new(_joined, _left.With(name), _both.Without(name));

    /// <summary>As text: <c>ann, bob joined; carl left</c>.</summary>
    public override string ToString()
    {
        string[] parts =
        [
            _joined.ToText(PresenceSentences.Joined),
            _left.ToText(PresenceSentences.Left),
            _both.ToText(TerminalSentences.CameAndWent),
        ];
        return string.Join("; ", parts.Where(static part => part.Length > 0));
    }
}
