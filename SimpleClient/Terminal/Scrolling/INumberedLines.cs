namespace SimpleClient.Terminal.Scrolling;

/// <summary>Lines with numbers that they keep when others are added or removed.</summary>
internal interface INumberedLines
{
    /// <summary>The number of the oldest line.</summary>
    long First { get; }

    /// <summary>One more than the number of the last line.</summary>
    long End { get; }
}
