using System.Globalization;
using System.Text;

namespace EventLoopServer.Web.Metrics;

/// <summary>
/// Writes the text format 0.0.4 of Prometheus. Names and labels are constants of the program, so no
/// text needs escaping.
/// </summary>
internal sealed class MetricsText
{
    /// <summary>The media type.</summary>
    public const string Type = "text/plain; version=0.0.4; charset=utf-8";

    private const double NsPerSecond = 1e9;

    private readonly StringBuilder _text = new(32 * 1024);

    /// <summary>Formats a time in seconds, the unit of Prometheus.</summary>
    public static string Seconds(long ns) =>
        (ns / NsPerSecond).ToString("0.#########", CultureInfo.InvariantCulture);

    /// <summary>The text so far, as bytes.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>Begins a metric. The rows of the metric follow.</summary>
    /// <param name="name">The name, without the suffix of a histogram row.</param>
    /// <param name="type">The type of the metric.</param>
    /// <param name="help">What the metric measures; without a line break.</param>
    public void Begin(string name, string type, string help) =>
        _text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");

    /// <summary>A metric with one row.</summary>
    public void Counter(string name, string help, double value)
    {
        Begin(name, "counter", help);
        Row(name, value);
    }

    /// <summary>A metric with one row.</summary>
    public void Gauge(string name, string help, double value)
    {
        Begin(name, "gauge", help);
        Row(name, value);
    }

    /// <summary>A metric with a row for each value of its label.</summary>
    public void Counter(
        string name, string help, string label, IEnumerable<(string Value, double Count)> rows)
    {
        Begin(name, "counter", help);
        Rows(name, label, rows);
    }

    /// <summary>A metric with a row for each value of its label.</summary>
    public void Gauge(
        string name, string help, string label, IEnumerable<(string Value, double Count)> rows)
    {
        Begin(name, "gauge", help);
        Rows(name, label, rows);
    }

    /// <summary>One row.</summary>
    public void Row(string name, double value) =>
        _text.Append(CultureInfo.InvariantCulture, $"{name} {value}\n");

    /// <summary>One row with labels, such as <c>verb="say"</c>.</summary>
    public void Row(string name, string labels, double value) =>
        _text.Append(CultureInfo.InvariantCulture, $"{name}{{{labels}}} {value}\n");

    private void Rows(string name, string label, IEnumerable<(string Value, double Count)> rows)
    {
        foreach ((string value, double count) in rows)
        {
            Row(name, $"{label}=\"{value}\"", count);
        }
    }
}
