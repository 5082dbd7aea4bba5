using System.Xml.Linq;
using LoadTests.Sentences;

namespace LoadTests.Reporting.Page;

/// <summary>Explains the terms of the page.</summary>
internal static class Glossary
{
    private static readonly (string Word, string Meaning)[] s_words =
    [
        (GlossarySentences.ReachTerm, GlossarySentences.Reach),
        (GlossarySentences.DeliveryTerm, GlossarySentences.Delivery),
        (GlossarySentences.OpenLoopTerm, GlossarySentences.OpenLoop),
        (GlossarySentences.ClosedLoopTerm, GlossarySentences.ClosedLoop),
        (GlossarySentences.OfferedAndSentTerm, GlossarySentences.OfferedAndSent),
        (GlossarySentences.LatencyTerm, GlossarySentences.Latency),
        (GlossarySentences.PercentileTerm, GlossarySentences.Percentile),
        (GlossarySentences.WarmUpTerm, GlossarySentences.WarmUp),
        (GlossarySentences.GeneratorSaturatedTerm, GlossarySentences.GeneratorSaturated),
        (GlossarySentences.ModifiedTerm, GlossarySentences.Modified),
    ];

    public static XElement Draw() => new(
        "section",
        new XAttribute("id", "glossary"),
        new XElement("h2", ReportSentences.GlossaryHeading),
        Formatting.Html.Classed("dl", "glossary", s_words.Select(static w => new XElement(
            "div", new XElement("dt", w.Word), new XElement("dd", w.Meaning)))));
}
