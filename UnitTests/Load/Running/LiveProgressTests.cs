using LoadTests.Reporting.Terminal;
using LoadTests.Running;
using Spectre.Console;

namespace UnitTests.Load.Running;

/// <summary>One line of a terminal, and nothing left behind.</summary>
internal sealed class LiveProgressTests
{
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";

    [Test]
    public void A_run_is_shown_with_its_share_and_its_figures()
    {
        string text = Show(columns: 100, "echo [1]", 0.5, "12 of 24");
        Assert.That(text, Does.Contain("echo [1]").And.Contain("50%").And.Contain("12 of 24"));
    }

    [Test]
    public void Figures_are_cut_off_where_the_terminal_ends()
    {
        string text = Show(columns: 50, "echo", 0.5, new string('d', 60));
        Assert.That(text, Does.Contain("dd…").And.Not.Contain(new string('d', 50)));
    }

    [Test]
    public void The_cursor_is_there_again_when_a_bar_is_cleared_and_once_is_enough()
    {
        var output = new StringWriter();
        var bar = new LiveProgress(Terminal(output, columns: 80));
        bar.Show("echo", 1, "all");
        bar.Clear();
        string once = output.ToString();
        Assert.That(once, Does.Contain(HideCursor));
        Assert.That(once.LastIndexOf(ShowCursor), Is.GreaterThan(once.LastIndexOf(HideCursor)));
        bar.Clear();
        Assert.That(output.ToString(), Is.EqualTo(once));
    }

    [Test]
    public void Where_there_is_no_terminal_nothing_is_drawn()
    {
        var output = new StringWriter();
        var bar = new LiveProgress(LoadConsole.For(output));
        bar.Show("echo", 1, "all");
        bar.Clear();
        Assert.That(output.ToString(), Is.Empty);
    }

    private static string Show(int columns, string what, double fraction, string detail)
    {
        var output = new StringWriter();
        var bar = new LiveProgress(Terminal(output, columns));
        bar.Show(what, fraction, detail);

        // It is drawn once more at its end.
        bar.Clear();
        return output.ToString();
    }

    private static IAnsiConsole Terminal(TextWriter output, int columns)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
        });
        console.Profile.Width = columns;
        return console;
    }
}
