using System.Xml.Linq;
using LoadTests.Reporting.Formatting;
using LoadTests.Reporting.Page;
using LoadTests.Reporting.Results;
using LoadTests.Sentences;

namespace UnitTests.Load.Reporting;

internal sealed class HtmlPageTests
{
    private readonly RunReport _report = SampleReport.Make();

    [Test]
    public void Page_is_well_formed_and_needs_no_network()
    {
        XElement page = Parse(HtmlPage.Write(_report));
        IEnumerable<string> addresses = page.DescendantsAndSelf()
            .Attributes()
            .Where(static a => a.Name.LocalName is "href" or "src")
            .Select(static a => a.Value);
        Assert.That(
            addresses.Where(static a => !a.StartsWith('#')),
            Is.EqualTo(ReportFiles.Of(_report).Select(static f => f.File)),
            "links stay in the page and its folder");
        Assert.That(page.Descendants("link"), Is.Empty);
        Assert.That(page.Descendants("script"), Is.Empty);
        Assert.That(page.Descendants("style").Single().Value, Does.Not.Contain("url("));
    }

    [Test]
    public void Text_of_the_report_is_never_markup()
    {
        string html = HtmlPage.Write(_report);
        Assert.That(html, Does.Not.Contain("<script"));
        Assert.That(html, Does.Not.Contain("\u0001"));
        Assert.That(html, Does.Contain("&lt;script&gt;alert('x')&lt;/script&gt; &amp;"));
    }

    [Test]
    public void Style_contains_no_character_that_needs_escaping()
    {
        // Browsers do not decode escapes inside a style element.
        string style = HtmlPage.Write(_report).Split("<style>")[1].Split("</style>")[0];
        Assert.That(style, Does.Not.Contain('&').And.Not.Contain('<').And.Not.Contain('>'));
    }

    [Test]
    public void Page_contains_every_number()
    {
        string text = Parse(HtmlPage.Write(_report)).Value;
        foreach (ScenarioReport s in _report.Scenarios)
        {
            LatencySummary l = s.Latency;
            string[] wanted =
            [
                s.Name, s.Description, s.Settings, Figures.Count(s.Sent), Figures.Count(s.Received),
                Figures.Count(s.Expected), Figures.Share(s.Reach()),
                .. s.Thresholds.Select(static t => t.Text),
                .. new[] { l.MinUs, l.AverageUs, l.P50Us, l.P90Us, l.P95Us, l.P99Us, l.P999Us }
                    .Select(static us => Figures.Time(us)),
                Figures.Time(l.MaxUs), Figures.Bytes(s.Server!.WorkingSetBytes),
                Figures.Bytes(s.Server.AllocatedBytes), "2 / 1 / 0",
                Figures.Bytes(s.Server.BytesPerClient), Figures.Bytes(s.AllocatedPerMessage()),
                Figures.Bytes(s.GeneratorBytes), Figures.Bytes(s.GeneratorBytesPerClient),
            ];
            foreach (string number in wanted)
            {
                Assert.That(text, Does.Contain(number), $"{s.Name}'s figures");
            }
        }

        foreach (ComparisonRow row in _report.Comparison!.Rows)
        {
            Assert.That(text, Does.Contain(Figures.Count(row.First.DeliveriesPerSecond)));
            Assert.That(text, Does.Contain(Figures.Time(row.First.P99Us)));
        }

        Assert.That(text, Does.Contain("stood still"));
        Assert.That(
            text, Does.Contain(ChartSentences.PartlyReceived(50)), "missing deliveries are shown");
        Assert.That(text, Does.Contain("1,600 clients"), "the capacity");
        Assert.That(text, Does.Contain(Figures.Time(_report.Ladder!.Steps[^1].P99Us)));
    }

    [Test]
    public void The_page_has_the_command_and_the_state_of_the_sources()
    {
        RunReport report = _report with
        {
            Command = "dotnet run -- --scenario echo",
            Commit = "0123456789ab (modified)",
        };
        XElement page = Parse(HtmlPage.Write(report));
        Assert.That(page.Descendants("pre").Single().Value, Is.EqualTo(report.Command));
        Assert.That(page.Value, Does.Contain("0123456789ab (modified)"));
    }

    [Test]
    public void Page_has_a_glossary()
    {
        XElement page = Parse(HtmlPage.Write(_report));
        XElement glossary = page.Descendants("section").Single(
            static s => s.Attribute("id")?.Value == "glossary");
        Assert.That(
            glossary.Descendants("dt").Select(static t => t.Value),
            Is.SupersetOf(new[]
            {
                GlossarySentences.ReachTerm, GlossarySentences.OpenLoopTerm,
                GlossarySentences.GeneratorSaturatedTerm, GlossarySentences.ModifiedTerm,
            }));
    }

    [Test]
    public void Seconds_with_an_offered_rate_connections_and_errors_have_plots_for_them()
    {
        ScenarioReport scenario = _report.Scenarios[0];
        RunReport report = _report with
        {
            Scenarios =
            [
                scenario with
                {
                    Series =
                    [
                        .. scenario.Series.Select(static s => s with
                        {
                            OfferedPerSecond = 123, Connections = 77, ErrorsPerSecond = 5,
                        }),
                    ],
                },
            ],
        };
        string text = Parse(HtmlPage.Write(report)).Value;
        Assert.That(text, Does.Contain(ChartSentences.OfferedTip("123/s", "100/s")));
        Assert.That(text, Does.Contain(ChartSentences.ConnectionsTip("77", "5.00/s")));
        Assert.That(text, Does.Contain(ChartSentences.ErrorsLine("5")));
    }

    [Test]
    public void Unrepeated_ladder_is_marked()
    {
        Assert.That(
            Parse(HtmlPage.Write(_report)).Value,
            Does.Contain("1,600 clients" + ReportSentences.NotRepeated));
        RunReport repeated = _report with { Ladder = _report.Ladder! with { IsRepeated = true } };
        Assert.That(
            Parse(HtmlPage.Write(repeated)).Value,
            Does.Contain("1,600 clients").And.Not.Contain(ReportSentences.NotRepeated));
    }

    [Test]
    public void Tooltip_shows_the_measured_values()
    {
        XElement[] titles = [.. Parse(HtmlPage.Write(_report)).Descendants("title")];
        foreach (SecondSample second in _report.Scenarios[0].Series)
        {
            string tip = $"p50 {Figures.Time(second.P50Us)}, p99 {Figures.Time(second.P99Us)}";
            Assert.That(
                titles.Any(t => t.Value == $"{second.AtSeconds} s: {tip}"),
                $"second {second.AtSeconds}");
        }
    }

    [Test]
    public void Report_without_measurements_gives_a_valid_page()
    {
        RunReport empty = _report with
        {
            Comparison = new ComparisonReport { First = "a", Second = "b", Rounds = 0, Rows = [] },
            Ladder = new LadderReport
            {
                Objective = "none",
                Unit = "clients",
                Settings = "",
                Steps = [],
                Capacity = 0,
            },
            Scenarios =
            [
                new ScenarioReport
                {
                    Name = "nothing",
                    Description = "Does nothing.",
                    Settings = "",
                    Connections = 0,
                    Seconds = 0,
                    Sent = 0,
                    Expected = 0,
                    Received = 0,
                    GeneratorCpuSeconds = 0,
                },
            ],
        };
        string html = HtmlPage.Write(empty);
        Assert.That(Parse(html).Value, Does.Contain("Does nothing."));
        Assert.That(html, Does.Not.Contain("NaN").And.Not.Contain("Infinity"));
        Assert.That(HtmlPage.Write(_report), Does.Not.Contain("NaN").And.Not.Contain("Infinity"));
    }

    private static XElement Parse(string html)
    {
        const string Doctype = "<!DOCTYPE html>\n";
        Assert.That(html, Does.StartWith(Doctype));
        return XElement.Parse(html[Doctype.Length..], LoadOptions.PreserveWhitespace);
    }
}
