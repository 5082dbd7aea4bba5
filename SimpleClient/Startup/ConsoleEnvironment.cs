using SimpleClient.Library.Trust;
using SimpleClient.Plain;
using SimpleClient.Standard;

namespace SimpleClient.Startup;

/// <summary>What the program runs in: its streams, and what can be done with them.</summary>
internal sealed record ConsoleEnvironment
{
    /// <summary>Lines in.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Lines out.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Sentences about what went wrong.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>True when a person can be asked: both ends are a terminal.</summary>
    public required bool HasPerson { get; init; }

    /// <summary>True when the terminal has a cursor and a width.</summary>
    public required bool HasCursor { get; init; }

    /// <summary>Reads a line that is not shown; null: as any other line.</summary>
    public Func<string?>? ReadSecret { get; init; }

    /// <summary>
    /// Reads a line and draws it, a password in it as asterisks; null: the terminal draws what is
    /// typed.
    /// </summary>
    public Func<string?>? ReadMasked { get; init; }

    /// <summary>False where somebody asked for no colours (no-color.org).</summary>
    public bool InColour { get; init; }

    /// <summary>The name that the system knows the person by.</summary>
    public required string UserName { get; init; }

    /// <summary>Where the certificates are remembered that were seen.</summary>
    public string KnownServersFile { get; init; } = KnownServers.DefaultFile;

    /// <summary>
    /// Lines in, as bytes: nothing has been replaced in them; null: from <see cref="Input"/>.
    /// </summary>
    public Stream? InputBytes { get; init; }

    /// <summary>
    /// Waits until nobody can read the output any more; null: only writing can find that out.
    /// </summary>
    public Action? WaitForReaderToEnd { get; init; }

    /// <summary>The process's own.</summary>
    public static ConsoleEnvironment OfProcess()
    {
        StandardStreams streams = StandardStreams.Open();
        bool hasPerson = streams.HasPerson;
        return new ConsoleEnvironment
        {
            Input = hasPerson ? Console.In : TextReader.Null,
            InputBytes = hasPerson ? null : streams.Input,
            Output = streams.Output,
            Error = streams.Error,
            HasPerson = hasPerson,
            WaitForReaderToEnd = streams.WaitForReaderToEnd,
            ReadSecret = hasPerson ? HiddenInput.Read : null,
            ReadMasked = hasPerson && !OperatingSystem.IsWindows()
                ? new EchoedLine(static () => Console.ReadKey(intercept: true), streams.Output).Read
                : null,
            HasCursor = hasPerson && HasCursorHere(),
            InColour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            UserName = Environment.UserName,
        };
    }

    private static bool HasCursorHere()
    {
        string? terminal = Environment.GetEnvironmentVariable("TERM");
        if (terminal == "dumb" || (string.IsNullOrEmpty(terminal) && !OperatingSystem.IsWindows()))
        {
            return false;
        }

        try
        {
            return Console.WindowWidth > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
