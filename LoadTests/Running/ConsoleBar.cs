using System.Diagnostics;

namespace LoadTests.Running;

/// <summary>A bar in one line of a terminal; nothing where the output is no terminal.</summary>
/// <param name="output">Where it is drawn.</param>
/// <param name="columns">Of the terminal; null: there is none.</param>
internal sealed class ConsoleBar(TextWriter output, int? columns) : IProgressBar
{
    private const int Cells = 24;

    private long _lastTicks;
    private int _shown;

    public void Show(string what, double fraction, string detail)
    {
        // Ten times a second is smooth, and costs the measurement nothing.
        long now = Stopwatch.GetTimestamp();
        if (columns is not { } most || now - _lastTicks < Stopwatch.Frequency / 10)
        {
            return;
        }

        _lastTicks = now;
        int full = (int)(Math.Clamp(fraction, 0, 1) * Cells);
        string line = $"{what,-28} {new string('█', full)}{new string('░', Cells - full)} {detail}";

        // A line that wraps could not be drawn over.
        line = line[..Math.Min(line.Length, Math.Max(0, most - 1))];
        output.Write('\r' + line.PadRight(_shown));
        output.Flush();
        _shown = line.Length;
    }

    public void Clear()
    {
        if (_shown > 0)
        {
            output.Write('\r' + new string(' ', _shown) + '\r');
            _shown = 0;
        }
    }
}
