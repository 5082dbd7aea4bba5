using System.Diagnostics;

namespace LoadTests.Running;

/// <summary>A bar in one line of a terminal; nothing where the output is no terminal.</summary>
internal sealed class ConsoleBar(TextWriter output, bool isTerminal) : IProgressBar
{
    private const int Cells = 24;

    private long _lastTicks;
    private int _shown;

    public void Show(string what, double fraction, string detail)
    {
        // Ten times a second is smooth, and costs the measurement nothing.
        long now = Stopwatch.GetTimestamp();
        if (!isTerminal || now - _lastTicks < Stopwatch.Frequency / 10)
        {
            return;
        }

        _lastTicks = now;
        int full = (int)(Math.Clamp(fraction, 0, 1) * Cells);
        string line = $"{what,-28} {new string('█', full)}{new string('░', Cells - full)} {detail}";
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
