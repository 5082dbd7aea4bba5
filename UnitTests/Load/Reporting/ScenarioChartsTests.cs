using System.Globalization;
using System.Xml.Linq;
using LoadTests.Reporting.Charts;
using LoadTests.Reporting.Results;

namespace UnitTests.Load.Reporting;

internal sealed class ScenarioChartsTests
{
    /// <summary>
    /// The width of a character in a note on a narrow page, where notes are larger.
    /// </summary>
    private const double CharacterWidth = 6.6;

    [Test]
    public void Percentile_labels_overlap_neither_lines_nor_each_other([Random(8)] int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++)
        {
            double p50 = Math.Pow(10, 1 + (random.NextDouble() * 4));
            double p99 = p50 * Math.Pow(10, random.NextDouble() * random.Next(1, 4));
            double max = p99 * Math.Pow(10, random.NextDouble() * random.Next(1, 3));
            double min = p50 / Math.Pow(10, random.NextDouble());
            XElement chart = Draw(min, p50, p99, max);
            Check(chart, $"seed {seed}, {min}, {p50}, {p99}, {max}");
        }
    }

    [TestCase(900, 1000, 1001, 1002)]
    [TestCase(900, 1000, 1100, 1400)]
    [TestCase(900, 1000, 1400, 1e6)]
    [TestCase(10, 1000, 1100, 1e6)]
    [TestCase(10, 0.9e6, 0.99e6, 1.3e6)]
    public void Close_percentiles_have_room_for_their_labels(
        double min, double p50, double p99, double max) => Check(Draw(min, p50, p99, max), "");

    private static XElement Draw(double min, double p50, double p99, double max)
    {
        var report = SampleReport.Make().Scenarios[0] with
        {
            Series = [],
            Latency = new LatencySummary
            {
                Count = 4,
                MinUs = min,
                P50Us = p50,
                P99Us = p99,
                MaxUs = max,
                Buckets = [new(min, 1), new(p50, 1), new(p99, 1), new(max, 1)],
            },
        };
        return ScenarioCharts.Draw(report).Single();
    }

    private static void Check(XElement chart, string why)
    {
        XElement[] lines = Of(chart, "line", "limit");
        XElement[] words = [.. Of(chart, "text", "note"), .. Of(chart, "text", "note end")];
        Assert.That(words, Has.Length.EqualTo(lines.Length), why);
        var places = new List<(double Left, double Right, double Top, double Bottom)>();
        foreach (XElement word in words)
        {
            double x = At(word, "x");
            double y = At(word, "y");
            double width = word.Value.Length * CharacterWidth;
            double left = word.Attribute("class")!.Value == "note" ? x : x - width;
            places.Add((left, left + width, y - 9, y + 2));
        }

        for (int i = 0; i < places.Count; i++)
        {
            (double left, double right, double top, double bottom) = places[i];
            Assert.That(left, Is.GreaterThanOrEqualTo(58), $"{words[i].Value}: {why}");
            Assert.That(right, Is.LessThanOrEqualTo(Plot.Width), $"{words[i].Value}: {why}");
            foreach (XElement line in lines)
            {
                double x = At(line, "x1");
                bool isThrough = x > left && x < right
                    && At(line, "y1") < bottom && At(line, "y2") > top;
                Assert.That(isThrough, Is.False, $"a line through {words[i].Value}: {why}");
            }

            bool isOver = places.Skip(i + 1).Any(other => other.Left < right && other.Right > left
                && other.Top < bottom && other.Bottom > top);
            Assert.That(isOver, Is.False, $"a word over {words[i].Value}: {why}");
        }
    }

    private static XElement[] Of(XElement chart, string name, string style) =>
        [.. chart.Elements(name).Where(e => e.Attribute("class")?.Value == style)];

    private static double At(XElement element, string name) =>
        double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
