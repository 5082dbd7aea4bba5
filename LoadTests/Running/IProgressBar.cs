namespace LoadTests.Running;

/// <summary>Shows the progress of a run.</summary>
internal interface IProgressBar
{
    /// <summary>Shows the progress of a step.</summary>
    /// <param name="what">Such as "echo: warm-up".</param>
    /// <param name="fraction">From 0 to 1.</param>
    /// <param name="detail">Such as "1,000/s".</param>
    void Show(string what, double fraction, string detail);

    /// <summary>Removes the bar.</summary>
    void Clear();
}
