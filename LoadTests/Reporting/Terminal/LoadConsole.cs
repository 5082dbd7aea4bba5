using Spectre.Console;

namespace LoadTests.Reporting.Terminal;

/// <summary>The console that the program writes to.</summary>
internal static class LoadConsole
{
    /// <summary>Wide enough for each table: a file has no columns to break lines at.</summary>
    private const int FileColumns = 400;

    /// <summary>
    /// Standard output. On a terminal it has colours, unless NO_COLOR or TERM=dumb forbid them, and
    /// live progress; in a file or a pipe neither.
    /// </summary>
    public static IAnsiConsole ForOutput() =>
        Make(Console.Out, isTerminal: !Console.IsOutputRedirected);

    /// <summary>A console without colours and live progress, such as for tests.</summary>
    public static IAnsiConsole For(TextWriter output, int? columns = null)
    {
        IAnsiConsole console = Make(output, isTerminal: false);
        console.Profile.Width = columns ?? FileColumns;
        return console;
    }

    private static IAnsiConsole Make(TextWriter output, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,

            // They switch colours on for a few build servers, even into files.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!isTerminal)
        {
            console.Profile.Width = FileColumns;
        }

        return console;
    }
}
