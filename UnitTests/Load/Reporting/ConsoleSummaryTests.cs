using LoadTests.Reporting.Page;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Terminal;
using LoadTests.Reporting.Verdicts;
using LoadTests.Sentences;
using Spectre.Console;
using UnitTests.Sentences;

namespace UnitTests.Load.Reporting;

internal sealed class ConsoleSummaryTests
{
    [Test]
    public void Scenario_is_printed_in_the_order_of_k6()
    {
        string[] lines = Write().Split('\n');
        string[] order =
        [
            "room-fan-out: ", "100 clients, 10 talk", "  ✓ p99 ≤ 50 ms (", "  ✓ each message",
            Label(SummarySentences.Connections), Label(SummarySentences.Sent),
            Label(SummarySentences.Received), Label(SummarySentences.Reach),
            Label(SummarySentences.Errors), Label(SummarySentences.ServerCpu),
            Label(SummarySentences.GeneratorCpu), Label(SummarySentences.Server),
            Label(SummarySentences.Generator), SummarySentences.LatencyOf("5,000"), "  min ",
        ];
        int at = 0;
        foreach (string start in order)
        {
            at = Array.FindIndex(lines, at, l => l.StartsWith(start, StringComparison.Ordinal));
            Assert.That(at, Is.Not.Negative, $"'{start}' in its place");
        }

        static string Label(string name) => $"  {name} .";
    }

    [Test]
    public void Failed_threshold_has_a_cross_and_errors_show_their_kinds()
    {
        string text = Write();
        Assert.That(text, Does.Contain("  ✗ p99 ≤ 50 ms ("));
        Assert.That(text, Does.Contain("lost <3 3, "));
        Assert.That(text, Does.Contain(
            "> 99.99 %" + SummarySentences.OfExpected("119,997", "120,000")));
        Assert.That(text, Does.Contain(
            $"{SummarySentences.ServerCpu} ........ {SummarySentences.CpuTime("4.56", "38.0 %")}"));
    }

    [Test]
    public void At_most_five_error_examples_are_printed()
    {
        RunReport report = SampleReport.Make();
        string[] examples = [.. Enumerable.Range(1, 9).Select(static n => $"example {n}.")];
        string text = Write(
            report with { Scenarios = [report.Scenarios[0] with { Examples = examples }] });
        Assert.That(text, Does.Contain("example 5.").And.Not.Contain("example 6."));
    }

    [Test]
    public void Reach_is_not_reported_if_nothing_was_sent()
    {
        RunReport report = SampleReport.Make();
        ScenarioReport silent = report.Scenarios[0] with { Expected = 0, Received = 0 };
        report = report with { Scenarios = [silent], Comparison = null, Ladder = null };
        Assert.That(Write(report), Does.Match(
            $"  {SummarySentences.Reach} [.]+ {ReportSentences.NoMessages} *\n"));
        Assert.That(
            Threshold.FullReach.Check(silent).Measured, Is.EqualTo(ReportSentences.NoMessages));
        string page = HtmlPage.Write(report);
        Assert.That(page, Does.Contain($"<td>{ReportSentences.NoMessages}</td>")
            .And.Not.Contain("100 %</td>"));
    }

    [Test]
    public void Costs_of_a_message_and_of_a_connection_are_printed()
    {
        string text = Write();
        Assert.That(text, Does.Contain(SentencePart.After(
            static s => SummarySentences.ServerUsage("", "", s, "3.30 MB", "2.81 KB"))));
        Assert.That(text, Does.Contain(
            $"{SummarySentences.Generator} ......... 42.0 MB"
            + SummarySentences.PerConnection("9.77 KB")));
    }

    [Test]
    public void Ladder_ends_with_the_capacity()
    {
        string text = Write().TrimEnd();
        Assert.That(text, Does.EndWith(
            ReportSentences.CapacityLabel + "1,600 clients" + ReportSentences.NotRepeated));
    }

    [Test]
    public void A_file_gets_no_escape_sequence() =>
        Assert.That(Write(), Does.Not.Contain("\e"));

    [Test]
    public void No_line_is_wider_than_the_terminal([Values(80, 120)] int columns)
    {
        var text = new StringWriter { NewLine = "\n" };
        ConsoleSummary.Write(LoadConsole.For(text, columns), SampleReport.Make());
        Assert.That(
            text.ToString().Split('\n').Select(static l => l.TrimEnd().Length),
            Is.All.LessThanOrEqualTo(columns));
        Assert.That(text.ToString(), Does.Match(
            string.Join(" +", ReportSentences.LatencyHeads)));
        Assert.That(text.ToString(), Does.Contain("one reactor  a thread per client"));
    }

    [Test]
    public void A_terminal_that_has_colours_gets_them()
    {
        var text = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
        });
        ConsoleSummary.Write(console, SampleReport.Make());
        Assert.That(text.ToString(), Does.Contain("\e[32m✓\e[0m").And.Contain("\e[91m✗\e[0m"));
    }

    private static string Write(RunReport? report = null)
    {
        var text = new StringWriter { NewLine = "\n" };
        ConsoleSummary.Write(LoadConsole.For(text), report ?? SampleReport.Make());
        return text.ToString();
    }
}
