using LoadTests.Running;

namespace UnitTests.Load.Running;

/// <summary>Stops a run in the middle of its measurement, like Ctrl-C.</summary>
/// <param name="stop">Stops the run.</param>
/// <param name="fraction">The fraction of the measurement after which to stop.</param>
internal sealed class StoppingBar(CancellationTokenSource stop, double fraction) : IProgressBar
{
    public void Show(string what, double now, string detail)
    {
        // The titles of arrivals and warm-up contain a colon.
        if (!what.Contains(':', StringComparison.Ordinal) && now >= fraction)
        {
            stop.Cancel();
        }
    }

    public void Clear()
    {
    }
}
