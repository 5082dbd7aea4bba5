using LoadTests.Reporting.Page;
using LoadTests.Reporting.Results;
using LoadTests.Reporting.Terminal;
using LoadTests.Reporting.Verdicts;
using Spectre.Console;

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
            "  connections .", "  sent .", "  received .", "  reach .", "  errors .",
            "  server CPU .", "  generator CPU .", "  server .", "  generator .",
            "  latency of 5,000 deliveries", "  min ",
        ];
        int at = 0;
        foreach (string start in order)
        {
            at = Array.FindIndex(lines, at, l => l.StartsWith(start, StringComparison.Ordinal));
            Assert.That(at, Is.Not.Negative, $"'{start}' in its place");
        }
    }

    [Test]
    public void Failed_threshold_has_a_cross_and_errors_show_their_kinds()
    {
        string text = Write();
        Assert.That(text, Does.Contain("  ✗ p99 ≤ 50 ms ("));
        Assert.That(text, Does.Contain("lost <3 3, "));
        Assert.That(text, Does.Contain("> 99.99 % (119,997 of 120,000)"));
        Assert.That(text, Does.Contain("server CPU ........ 4.56 s (38.0 % of a core)"));
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
        Assert.That(Write(report), Does.Match("  reach [.]+ no messages *\n"));
        Assert.That(Threshold.FullReach.Check(silent).Measured, Is.EqualTo("no messages"));
        string page = HtmlPage.Write(report);
        Assert.That(page, Does.Contain("<td>no messages</td>").And.Not.Contain("100 %</td>"));
    }

    [Test]
    public void Costs_of_a_message_and_of_a_connection_are_printed()
    {
        string text = Write();
        Assert.That(text, Does.Contain("3.30 MB allocated (2.81 KB per message)"));
        Assert.That(text, Does.Contain("generator ......... 42.0 MB, 9.77 KB per connection"));
    }

    [Test]
    public void Ladder_ends_with_the_capacity()
    {
        string text = Write().TrimEnd();
        Assert.That(text, Does.EndWith(
            "capacity of this machine: 1,600 clients, held once and not repeated"));
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
        Assert.That(text.ToString(), Does.Match("min +avg +p50 +p90 +p95 +p99 +p99.9 +max"));
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
