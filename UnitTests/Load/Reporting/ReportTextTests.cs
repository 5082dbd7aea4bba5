using System.Globalization;
using LoadTests.Reporting;
using LoadTests.Reporting.Page;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Terminal;
using LoadTests.Sentences;

namespace UnitTests.Load.Reporting;

/// <summary>A report as CSV and as Markdown.</summary>
internal sealed class ReportTextTests
{
    private readonly RunReport _report = SampleReport.Make();

    [Test]
    public void Each_scenario_is_a_line_with_full_numbers()
    {
        string[] lines = ReportCsv.WriteScenarios(_report.Scenarios, "runner").Split("\r\n");
        Assert.That(lines, Has.Length.EqualTo(4), "heads, two scenarios, the end");
        string[] heads = lines[0].Split(',');
        string[] cells = lines[2].Split(',');
        Assert.That(cells, Has.Length.EqualTo(heads.Length));
        Assert.That(Cell("scenario"), Is.EqualTo("soak"));
        Assert.That(Cell("passed"), Is.EqualTo("false"));
        Assert.That(Cell("received"), Is.EqualTo("119997"));
        Assert.That(
            double.Parse(Cell("p99_us"), CultureInfo.InvariantCulture),
            Is.EqualTo(_report.Scenarios[1].Latency.P99Us));
        Assert.That(Cell("offered_per_second"), Is.Empty, "it was not measured");

        string Cell(string head) => cells[Array.IndexOf(heads, head)];
    }

    [Test]
    public void Runner_and_its_reason_are_once_in_each_form_of_a_report()
    {
        const string runner = "built-in (NBomber 1.2.3 could not be restored)";
        RunReport report = _report with { Runner = runner };
        var printed = new StringWriter();
        ConsoleSummary.Write(LoadConsole.For(printed), report);
        Assert.That(printed.ToString(), Does.Not.Contain(runner), "the first line has it");
        string[] texts =
        [
            HtmlPage.Write(report), ReportJson.Write(report), ReportMarkdown.Write(report),
            string.Join("\r\n", ReportCsv.WriteScenarios(report.Scenarios, runner)
                .Split("\r\n").Take(2)),
        ];
        Assert.That(
            texts.Select(static t => t.Split(runner).Length - 1), Is.EqualTo(new[] { 1, 1, 1, 1 }));
    }

    [Test]
    public void Each_second_is_a_line_and_a_missing_figure_is_empty()
    {
        string[] lines = ReportCsv.WriteSeconds(_report.Scenarios).Split("\r\n");
        Assert.That(lines, Has.Length.EqualTo(1 + 12 + 45 + 1));
        Assert.That(lines[5], Does.StartWith("room-fan-out,5,,100,").And.Contain(",,,"));
    }

    [Test]
    public void A_comparison_has_a_line_for_each_server_and_a_ladder_one_for_each_step()
    {
        string comparison = ReportCsv.WriteComparison(_report.Comparison!, "runner");
        Assert.That(comparison.Split("\r\n"), Has.Length.EqualTo(1 + 10 + 1));
        Assert.That(comparison, Does.Contain(",0.12,stood still,runner\r\n"));
        string ladder = ReportCsv.WriteLadder(_report.Ladder!, "runner");
        Assert.That(ladder, Does.Contain("3200,clients,false,false,234567,89,"));
    }

    [TestCase("plain", "plain")]
    [TestCase("a,b", "\"a,b\"")]
    [TestCase("a\"b", "\"a\"\"b\"")]
    [TestCase("a\nb", "\"a\nb\"")]
    [TestCase(null, "")]
    [TestCase(1.5, "1.5")]
    [TestCase(1234567L, "1234567")]
    [TestCase(true, "true")]
    public void A_cell_is_quoted_where_it_has_to_be_and_the_same_in_all_languages(
        object? value, string cell)
    {
        CultureInfo own = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = other;
        try
        {
            Assert.That(
                CsvTable.Write(["head"], [[value]]), Is.EqualTo($"head\r\n{cell}\r\n"));
        }
        finally
        {
            CultureInfo.CurrentCulture = own;
        }
    }

    [Test]
    public void Markdown_has_each_table_and_the_command()
    {
        string text = ReportMarkdown.Write(_report with { Command = "dotnet run -- --smoke" });
        Assert.That(text, Does.StartWith(
            ReportSentences.MarkdownTitle(hasPassed: false) + "\n"));
        Assert.That(text, Does.Contain("```\ndotnet run -- --smoke\n```"));
        Assert.That(text, Does.Contain($"| soak | {ReportSentences.Failed} | 100 |"));
        Assert.That(text, Does.Contain(
            $"## {ReportSentences.Against("one reactor", "a thread per client")}"));
        Assert.That(text, Does.Contain(
            "## " + ReportSentences.Capacity("1,600 clients" + ReportSentences.NotRepeated)));
        Assert.That(text, Does.Contain($"| 3,200 | {ReportSentences.Failed} | 235 ms | 89 |"));
    }

    [Test]
    public void Markdown_tables_have_as_many_cells_in_each_line()
    {
        RunReport report = _report with
        {
            Scenarios = [_report.Scenarios[0] with { Name = "a | b <c> `d` *e*" }],
        };
        string[] lines = [.. ReportMarkdown.Write(report).Split('\n')
            .Where(static l => l.StartsWith('|')).Take(3)];
        Assert.That(lines[2], Does.StartWith("| a \\| b &lt;c> \\`d\\` \\*e\\* | "));
        Assert.That(
            lines.Select(static l => l.Replace("\\|", "").Count(static c => c == '|')).Distinct(),
            Has.Exactly(1).Items);
    }

    [Test]
    public void A_folder_has_each_file_that_its_page_links_to()
    {
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "sample-files");
        ReportFolder.Write(_report, folder);
        foreach ((string file, _) in ReportFiles.Of(_report))
        {
            Assert.That(new FileInfo(Path.Combine(folder, file)).Length, Is.GreaterThan(100), file);
        }
    }
}
