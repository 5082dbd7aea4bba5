namespace LoadTests.Reporting.Charts;

/// <summary>An axis: the positions of values, and the labelled values.</summary>
internal sealed class Scale
{
    /// <summary>The usual number of ticks.</summary>
    private const int WantedTicks = 5;

    private readonly Func<double, string> _label;
    private readonly double _min;
    private readonly double _max;
    private readonly bool _isLog;

    private Scale(
        double min, double max, bool isLog, List<double> ticks, Func<double, string> label)
    {
        _min = min;
        _max = max;
        _isLog = isLog;
        Marks = ticks;
        _label = label;
    }

    public IReadOnlyList<double> Marks { get; }

    /// <summary>From 0 to the first round number at or above a value.</summary>
    public static Scale Linear(double max, Func<double, string> label)
    {
        double step = RoundUp(Math.Max(max, 1e-9) / WantedTicks);
        double end = Math.Ceiling((max / step) - 1e-9) * step;
        end = Math.Max(end, step);
        return new Scale(0, end, isLog: false, [.. Ticks(0, end, step)], label);
    }

    /// <summary>From 0 to exactly a value, for time axes.</summary>
    public static Scale LinearTo(double max, Func<double, string> label)
    {
        double end = Math.Max(max, 1e-9);
        return new Scale(0, end, isLog: false, [.. Ticks(0, end, RoundUp(end / 6))], label);
    }

    /// <summary>
    /// A logarithmic axis. Its ends are round numbers (1, 2 or 5 times a power of ten) around the
    /// values, which must be above 0.
    /// </summary>
    public static Scale Log(double min, double max, Func<double, string> label)
    {
        double[] round = [1, 2, 5];
        double low = RoundDown(Math.Max(min, 1e-9));
        double high = RoundUp(Math.Max(max, low * 2));
        double[] steps = high / low > 300 ? [1] : round;
        var ticks = new List<double>();
        for (int power = (int)Math.Floor(Math.Log10(low)); Math.Pow(10, power) <= high; power++)
        {
            ticks.AddRange(steps
                .Select(s => s * Math.Pow(10, power))
                .Where(t => t >= low * 0.999 && t <= high * 1.001));
        }

        return new Scale(low, high, isLog: true, ticks, label);
    }

    /// <summary>
    /// A logarithmic axis if a linear one would make small values invisible, and a linear axis if
    /// not.
    /// </summary>
    public static Scale Fit(IReadOnlyCollection<double> values, Func<double, string> label)
    {
        double[] positive = [.. values.Where(static v => v > 0)];
        return positive.Length > 0 && positive.Max() / positive.Min() > 25
            ? Log(positive.Min(), positive.Max(), label)
            : Linear(positive.DefaultIfEmpty(1).Max(), label);
    }

    /// <returns>0 at the start of the axis, 1 at its end; other values are clamped.</returns>
    public double Place(double value)
    {
        double part = _isLog
            ? Math.Log(Math.Max(value, _min) / _min) / Math.Log(_max / _min)
            : (value - _min) / (_max - _min);
        return double.IsNaN(part) ? 0 : Math.Clamp(part, 0, 1);
    }

    public string Label(double value) => _label(value);

    private static IEnumerable<double> Ticks(double from, double to, double step)
    {
        for (int i = 0; from + (i * step) <= to * 1.0001; i++)
        {
            yield return from + (i * step);
        }
    }

    /// <summary>The next of 1, 2, 5, 10, 20, ... at or above a value.</summary>
    private static double RoundUp(double n)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(n)));
        double lead = n / power;
        return (lead <= 1.0001 ? 1 : lead <= 2.0001 ? 2 : lead <= 5.0001 ? 5 : 10) * power;
    }

    private static double RoundDown(double n)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(n)));
        double lead = n / power;
        return (lead >= 4.9999 ? 5 : lead >= 1.9999 ? 2 : 1) * power;
    }
}
