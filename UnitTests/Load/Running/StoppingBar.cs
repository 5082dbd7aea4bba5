using LoadTests.Running;

namespace UnitTests.Load.Running;

/// <summary>Stops a run in the middle of its measurement, as Ctrl-C does.</summary>
/// <param name="stop">What stops it.</param>
/// <param name="fraction">Of the measurement that has to be over.</param>
internal sealed class StoppingBar(CancellationTokenSource stop, double fraction) : IProgressBar
{
    public void Show(string what, double now, string detail)
    {
        // Arrivals and warm-up have a colon in their title.
        if (!what.Contains(':', StringComparison.Ordinal) && now >= fraction)
        {
            stop.Cancel();
        }
    }

    public void Clear()
    {
    }
}
