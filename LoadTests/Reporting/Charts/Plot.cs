using System.Globalization;
using System.Xml.Linq;

namespace LoadTests.Reporting.Charts;

/// <summary>
/// A plot with two axes, drawn as SVG in its own units. CSS scales the plot to the width of the
/// page. OxyPlot.Core 2.2.0 was tried and rejected. Its SVG has fixed colours, so a dark page has
/// black titles and white grids. The SVG has a fixed size in points, no tooltips and no CSS
/// classes. Without native parts, OxyPlot cannot measure text, so labels of axes are cut off.
/// </summary>
internal sealed class Plot
{
    public const double Width = 460;
    public const double Height = 260;

    private const double Left = 58;
    private const double Right = 26;
    private const double Top = 58;
    private const double Bottom = 40;

    /// <summary>The height of a row of labels of vertical lines.</summary>
    private const double RowHeight = 14;

    /// <summary>The distance between a line and its label.</summary>
    private const double WordGap = 4;

    /// <summary>
    /// The width of a character of a note. A digit of DejaVu Sans is 0.64 times its font size wide,
    /// and notes on narrow pages have size 12.
    /// </summary>
    private const double NoteWidth = 7.6;

    private readonly Scale _x;
    private readonly Scale _y;
    private readonly XElement _svg;
    private double _legendAt = 2;

    /// <param name="title">The title.</param>
    /// <param name="xLabel">The unit of the horizontal axis.</param>
    public Plot(string title, string xLabel, Scale x, Scale y)
    {
        _x = x;
        _y = y;
        _svg = new XElement(
            "svg",
            new XAttribute("viewBox", $"0 0 {Width} {Height}"),
            new XAttribute("role", "img"),
            new XAttribute("class", "plot"),
            new XElement("title", title),
            Text(2, 18, title, "heading"));
        DrawAxes(xLabel);
    }

    private static double InnerWidth => Width - Left - Right;

    private static double InnerHeight => Height - Top - Bottom;

    public static XElement Text(double x, double y, string text, string style) => new(
        "text", At("x", x), At("y", y), new XAttribute("class", style), text);

    public static XAttribute At(string name, double place) =>
        new(name, place.ToString("0.##", CultureInfo.InvariantCulture));

    /// <summary>A line through points, with gaps for missing ones.</summary>
    public void AddLine(string name, string colour, IEnumerable<(double X, double? Y)> points)
    {
        var path = new List<string>();
        var lone = new List<(double X, double Y)>();
        int run = 0;
        (double X, double Y) last = default;
        foreach ((double x, double? y) in points.Append((double.NaN, null)))
        {
            if (y is null)
            {
                if (run == 1)
                {
                    lone.Add(last);
                }

                run = 0;
                continue;
            }

            last = (PlaceX(x), PlaceY(y.Value));
            char step = run++ == 0 ? 'M' : 'L';
            path.Add(string.Create(
                CultureInfo.InvariantCulture, $"{step}{last.X:0.#} {last.Y:0.#}"));
        }

        _svg.Add(new XElement(
            "path",
            new XAttribute("class", $"line {colour}"),
            new XAttribute("d", string.Concat(path))));
        foreach ((double x, double y) in lone)
        {
            // A point between two gaps has no line, so it is drawn as a dot.
            _svg.Add(Dot(x, y, $"dot {colour}"));
        }

        AddLegend(name, colour);
    }

    /// <summary>A column that starts at the axis.</summary>
    public void AddColumn(double from, double to, double value, string tip)
    {
        double left = PlaceX(from);
        double top = PlaceY(value);
        _svg.Add(new XElement(
            "rect",
            At("x", left),
            At("y", top),
            At("width", Math.Max(PlaceX(to) - left - 0.6, 0.6)),
            At("height", Math.Max(Height - Bottom - top, 0.6)),
            new XAttribute("class", "column"),
            new XElement("title", tip)));
    }

    /// <summary>A dot for a step that passed, a cross for one that failed.</summary>
    public void AddMark(double x, double y, bool isGood, string tip)
    {
        double cx = PlaceX(x);
        double cy = PlaceY(y);
        XElement mark = isGood
            ? Dot(cx, cy, "dot good")
            : new XElement(
                "path",
                new XAttribute("class", "cross"),
                new XAttribute("d", string.Create(
                    CultureInfo.InvariantCulture,
                    $"M{cx - 4:0.#} {cy - 4:0.#}l8 8m0 -8l-8 8")));
        mark.Add(new XElement("title", tip));
        _svg.Add(mark);
    }

    /// <summary>
    /// Draws dashed vertical lines. Each line has a label next to its upper end. No other line
    /// crosses the label.
    /// </summary>
    public void AddUprights(params IReadOnlyList<(double X, string Word)> lines)
    {
        double[] at = [.. lines.Select(line => PlaceX(line.X))];
        IReadOnlyList<(int Row, bool IsLeft)> places = VerticalLabels.Place(
            [.. lines.Select((line, i) => (at[i], WordGap + (line.Word.Length * NoteWidth)))],
            Left,
            Width);
        for (int i = 0; i < at.Length; i++)
        {
            (int row, bool isLeft) = places[i];
            double top = Top + (row * RowHeight);
            _svg.Add(
                Line(at[i], top + 2, at[i], Height - Bottom, "limit"),
                Text(
                    at[i] + (isLeft ? -WordGap : WordGap),
                    top + 12,
                    lines[i].Word,
                    isLeft ? "note end" : "note"));
        }
    }

    /// <summary>A dashed horizontal line with a label above it.</summary>
    public void AddLevel(double y, string word)
    {
        double at = PlaceY(y);
        _svg.Add(
            Line(Left, at, Width - Right, at, "limit"),
            Text(Left + 4, at - 4, word, "note"));
    }

    /// <summary>
    /// A transparent band with a tooltip for the values in it.
    /// </summary>
    public void AddTip(double from, double to, string tip) => _svg.Add(new XElement(
        "rect",
        At("x", PlaceX(from)),
        At("y", Top),
        At("width", Math.Max(PlaceX(to) - PlaceX(from), 1)),
        At("height", InnerHeight),
        new XAttribute("class", "tip"),
        new XElement("title", tip)));

    /// <summary>An entry of the legend above the plot.</summary>
    public void AddLegend(string name, string colour)
    {
        if (name.Length == 0)
        {
            return;
        }

        _svg.Add(
            Line(_legendAt, 34, _legendAt + 14, 34, $"line {colour}"),
            Text(_legendAt + 19, 38, name, "legend"));
        _legendAt += 34 + (name.Length * 6.4);
    }

    public XElement Draw() => _svg;

    private static XElement Dot(double x, double y, string style) => new(
        "circle", At("cx", x), At("cy", y), At("r", 3.5), new XAttribute("class", style));

    private static XElement Line(double x1, double y1, double x2, double y2, string style) => new(
        "line",
        At("x1", x1),
        At("y1", y1),
        At("x2", x2),
        At("y2", y2),
        new XAttribute("class", style));

    private void DrawAxes(string xLabel)
    {
        foreach (double mark in _y.Marks)
        {
            double y = PlaceY(mark);
            _svg.Add(
                Line(Left, y, Width - Right, y, "grid"),
                Text(Left - 6, y + 4, _y.Label(mark), "tick end"));
        }

        foreach (double mark in _x.Marks)
        {
            double x = PlaceX(mark);
            _svg.Add(
                Line(x, Height - Bottom, x, Height - Bottom + 4, "axis"),
                Text(x, Height - Bottom + 16, _x.Label(mark), "tick middle"));
        }

        _svg.Add(
            Line(Left, Height - Bottom, Width - Right, Height - Bottom, "axis"),
            Text(Width - Right, Height - 6, xLabel, "tick end"));
    }

    private double PlaceX(double value) => Left + (_x.Place(value) * InnerWidth);

    private double PlaceY(double value) => Height - Bottom - (_y.Place(value) * InnerHeight);
}
