using SimpleClient.Library.Trust;
using SimpleClient.Plain;
using SimpleClient.Standard;

namespace SimpleClient.Startup;

/// <summary>The environment of the program: its streams and what they can do.</summary>
internal sealed record ConsoleEnvironment
{
    /// <summary>The input as text.</summary>
    public required TextReader Input { get; init; }

    /// <summary>The output.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>The error output.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>
    /// True when the program can ask a person, because input and output are a terminal.
    /// </summary>
    public required bool HasPerson { get; init; }

    /// <summary>True when the terminal has a cursor and a width.</summary>
    public required bool HasCursor { get; init; }

    /// <summary>Reads a line without showing it; null to read it like any other line.</summary>
    public Func<string?>? ReadSecret { get; init; }

    /// <summary>
    /// Reads a line and draws it, with asterisks for a password; null when the terminal draws the
    /// line.
    /// </summary>
    public Func<string?>? ReadMasked { get; init; }

    /// <summary>False when the user disabled colours (no-color.org).</summary>
    public bool InColour { get; init; }

    /// <summary>The user's name in the system.</summary>
    public required string UserName { get; init; }

    /// <summary>The file of remembered certificates.</summary>
    public string KnownServersFile { get; init; } = KnownServers.DefaultFile;

    /// <summary>The folder of the settings; empty when none are read or stored.</summary>
    public string SettingsFolder { get; init; } = UserFolders.Settings;

    /// <summary>The folder for the state of programs; empty when none is stored.</summary>
    public string StateFolder { get; init; } = UserFolders.State;

    /// <summary>The folder of stored tokens; empty when none are stored.</summary>
    public string TokenFolder { get; init; } = StoredTokens.DefaultFolder;

    /// <summary>The input as unchanged bytes; null to use <see cref="Input"/>.</summary>
    public Stream? InputBytes { get; init; }

    /// <summary>
    /// Waits until the reader of the output has ended; null when only a write can detect that.
    /// </summary>
    public Action? WaitForReaderToEnd { get; init; }

    /// <summary>The environment of this process.</summary>
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
