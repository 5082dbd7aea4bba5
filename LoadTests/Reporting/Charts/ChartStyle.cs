using System.Xml.Linq;
using LoadTests.Reporting.Formatting;

namespace LoadTests.Reporting.Charts;

/// <summary>Colours and fonts of the charts, in the page and in standalone pictures.</summary>
internal static class ChartStyle
{
    /// <summary>
    /// Blue and orange differ for colour-blind people too. The style has no characters that XML
    /// escapes, because browsers do not decode escapes inside a style element.
    /// </summary>
    public const string Css = """
        :root{color-scheme:light dark;--paper:#ffffff;--panel:#f6f7f9;--ink:#1b1f24;--soft:#5b6470;
        --rule:#dde1e6;--one:#1f6feb;--two:#d9730d;--good:#1a7f37;--bad:#c62828}
        @media (prefers-color-scheme:dark){:root{--paper:#14171c;--panel:#1c2027;--ink:#e6e9ee;
        --soft:#9aa4b2;--rule:#323843;--one:#58a6ff;--two:#f0a04b;--good:#3fb950;--bad:#ff6b6b}}
        svg text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;
        fill:var(--soft)}
        svg .heading{font-weight:600;font-size:14px;fill:var(--ink)}
        svg .label,svg .value{fill:var(--ink)}
        svg .note{font-size:11px;paint-order:stroke;stroke:var(--panel);stroke-width:3px}
        svg .end{text-anchor:end}
        svg .middle{text-anchor:middle}
        svg .grid{stroke:var(--rule);stroke-width:1}
        svg .axis{stroke:var(--soft);stroke-width:1}
        svg .limit{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:4 3}
        svg .line{fill:none;stroke-width:2;stroke-linejoin:round}
        svg .line.one{stroke:var(--one)}
        svg .line.two{stroke:var(--two)}
        svg .line.dashed{stroke-dasharray:7 6}
        svg .dot.one,svg .bar.one,svg .column{fill:var(--one)}
        svg .dot.two,svg .bar.two{fill:var(--two)}
        svg .dot.good{fill:var(--good)}
        svg .cross{stroke:var(--bad);stroke-width:2.4;fill:none}
        svg .tip{fill:transparent}
        svg .tip:hover{fill:var(--soft);fill-opacity:.15}
        svg .back{fill:var(--panel)}
        """;

    /// <summary>A chart as a standalone file, with its style and a background.</summary>
    public static string MakeStandalone(XElement svg)
    {
        var alone = new XElement(svg);
        alone.AddFirst(
            new XElement("style", Css),
            new XElement(
                "rect",
                new XAttribute("width", "100%"),
                new XAttribute("height", "100%"),
                new XAttribute("rx", "8"),
                new XAttribute("class", "back")));
        XNamespace space = "http://www.w3.org/2000/svg";
        foreach (XElement element in alone.DescendantsAndSelf())
        {
            element.Name = space + element.Name.LocalName;
        }

        return Html.Serialize(alone);
    }
}
