using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Scrolling;

/// <summary>What the appearance of a line depends on, besides the line.</summary>
/// <param name="Columns">The width in cells.</param>
/// <param name="Names">The colours of the names in this place.</param>
internal sealed record LineContext(int Columns, NameColours Names)
{
    /// <summary>
    /// The smallest width with a column for names; below it, they stand in front of their text.
    /// </summary>
    public const int MinColumnsForNames = 48;

    /// <summary>True for a line in a private conversation, where all lines are private.</summary>
    public bool InPrivate { get; init; }

    /// <summary>False when the line before has the same time.</summary>
    public bool HasTime { get; init; } = true;

    /// <summary>False when the line before has the same sender and time.</summary>
    public bool HasName { get; init; } = true;

    /// <summary>The user's choices.</summary>
    public LineLook Look { get; init; } = new();

    /// <summary>The text to highlight; empty: none.</summary>
    public string Wanted { get; init; } = "";

    /// <summary>The same place, for a line below another one.</summary>
    /// <param name="before">The line above; null: none, or a rule is between them.</param>
    /// <param name="line">The line.</param>
    public LineContext Below(ChatLine? before, ChatLine line)
    {
        if (before is null or { Kind: LineKind.Day } || Look.RepeatsNames
            || Columns < MinColumnsForNames)
        {
            return this;
        }

        bool sameTime = Minute(before) == Minute(line) && before.Time.Date == line.Time.Date;
        bool sameName = sameTime && before.Kind == line.Kind && before.Name == line.Name
            && line.Mentioned.Length == 0
            && line.Kind is LineKind.Said or LineKind.Told or LineKind.ToldTo;
        return sameTime ? this with { HasTime = false, HasName = !sameName } : this;
    }

    private static int Minute(ChatLine line) => (60 * line.Time.Hour) + line.Time.Minute;
}
