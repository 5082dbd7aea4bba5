namespace SimpleClient.Terminal.Scrolling;

/// <summary>The user's choices for the appearance of lines.</summary>
internal sealed record LineStyle
{
    /// <summary>False when marks such as asterisks have no effect.</summary>
    public bool HasMarkup { get; init; } = true;

    /// <summary>True when each line has its time and its name.</summary>
    public bool RepeatsNames { get; init; }
}
