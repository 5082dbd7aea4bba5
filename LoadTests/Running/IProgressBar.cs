namespace LoadTests.Running;

/// <summary>Who is shown how far a run is.</summary>
internal interface IProgressBar
{
    /// <summary>Something of a known length goes on.</summary>
    /// <param name="what">Such as "echo: warm-up".</param>
    /// <param name="fraction">From 0 to 1.</param>
    /// <param name="detail">Such as "1,000/s".</param>
    void Show(string what, double fraction, string detail);

    /// <summary>Takes the bar away.</summary>
    void Clear();
}
