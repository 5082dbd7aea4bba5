namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// Who came and who went in a stretch in which nobody said anything, as one line. Never changes.
/// </summary>
internal sealed class Presence
{
    private const int MaxNames = 6;

    private readonly string[] _joined;
    private readonly string[] _left;
    private readonly string[] _both;

    private Presence(string[] joined, string[] left, string[] both)
    {
        _joined = joined;
        _left = left;
        _both = both;
    }

    /// <summary>Nobody yet.</summary>
    public static Presence Nobody { get; } = new([], [], []);

    /// <summary>The same, and one more came.</summary>
    public Presence Joined(string name) => _left.Contains(name)
        ? new([.. _joined], Without(_left, name), With(_both, name))
        : new(With(_joined, name), [.. _left], Without(_both, name));

    /// <summary>The same, and one more went.</summary>
    public Presence Left(string name) => _joined.Contains(name)
        ? new(Without(_joined, name), [.. _left], With(_both, name))
        : new([.. _joined], With(_left, name), Without(_both, name));

    /// <summary>In words: <c>ann, bob joined; carl left</c>.</summary>
    public override string ToString()
    {
        string[] parts =
        [
            .. Part(_joined, "joined"), .. Part(_left, "left"), .. Part(_both, "came and went"),
        ];
        return string.Join("; ", parts);
    }

    private static IEnumerable<string> Part(string[] names, string what)
    {
        if (names.Length > 0)
        {
            int more = names.Length - MaxNames;
            string rest = more > 0 ? $" and {more} more" : "";
            yield return $"{string.Join(", ", names.Take(MaxNames))}{rest} {what}";
        }
    }

    private static string[] With(string[] names, string name) => [.. Without(names, name), name];

    private static string[] Without(string[] names, string name) =>
        [.. names.Where(one => one != name)];
}
