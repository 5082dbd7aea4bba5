using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Scrolling;

/// <summary>
/// The conditions, besides the line itself, that decide the appearance of a line.
/// </summary>
/// <param name="Columns">The width in cells.</param>
/// <param name="Names">The colours of the names in this place.</param>
internal sealed record LineContext(int Columns, NameColours Names)
{
    /// <summary>
    /// The smallest width with a column for names. On a narrower screen, a name is directly before
    /// its text.
    /// </summary>
    public const int MinColumnsForNames = 48;

    /// <summary>True for a line in a private conversation, where all lines are private.</summary>
    public bool InPrivate { get; init; }

    /// <summary>False when the line before has the same time.</summary>
    public bool HasTime { get; init; } = true;

    /// <summary>False when the line before has the same sender and time.</summary>
    public bool HasName { get; init; } = true;

    /// <summary>The user's choices.</summary>
    public LineStyle Style { get; init; } = new();

    /// <summary>The numbers of the links in the line; empty when it has none.</summary>
    public string Links { get; init; } = "";

    /// <summary>The text to highlight; empty when there is none.</summary>
    public string Wanted { get; init; } = "";

    /// <summary>Decides whether a line below another one has its time and its name.</summary>
    /// <param name="before">
    /// The line above; null when there is none, or when a rule is between the two lines.
    /// </param>
    /// <param name="line">The line.</param>
    public (bool HasTime, bool HasName) Below(ChatLine? before, ChatLine line)
    {
        if (before is null or { Kind: LineKind.Day } || Style.RepeatsNames
            || Columns < MinColumnsForNames)
        {
            return (true, true);
        }

        bool sameTime = Minute(before) == Minute(line) && before.Time.Date == line.Time.Date;
        bool sameName = sameTime && before.Kind == line.Kind && before.Name == line.Name
            && line.Mentioned.Length == 0
            && line.Kind is LineKind.Said or LineKind.Told or LineKind.ToldTo;
        return (!sameTime, !sameName);
    }

    private static int Minute(ChatLine line) => (60 * line.Time.Hour) + line.Time.Minute;
}
