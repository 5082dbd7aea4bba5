using Spectre.Console;

namespace LoadTests.Reporting.Terminal;

/// <summary>Makes the console for the output of the program.</summary>
internal static class LoadConsole
{
    /// <summary>Wide enough for all tables, because lines in a file should not be broken.</summary>
    private const int FileColumns = 400;

    /// <summary>
    /// The console for standard output. On a terminal, it has live progress, and colours unless
    /// NO_COLOR or TERM=dumb forbid them. A file or a pipe gets neither.
    /// </summary>
    public static IAnsiConsole ForOutput() =>
        Make(Console.Out, isTerminal: !Console.IsOutputRedirected);

    /// <summary>A console without colours and live progress.</summary>
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

            // The default enrichers enable colours on some build servers, even for files.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!isTerminal)
        {
            console.Profile.Width = FileColumns;
        }

        return console;
    }
}
