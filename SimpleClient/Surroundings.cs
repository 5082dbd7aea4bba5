using System.Text;
using SimpleClient.Trust;

namespace SimpleClient;

/// <summary>What the program runs in: its streams, and what can be done with them.</summary>
internal sealed record Surroundings
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

    /// <summary>False where somebody asked for no colours (no-color.org).</summary>
    public bool InColour { get; init; }

    /// <summary>The name that the system knows the person by.</summary>
    public required string UserName { get; init; }

    /// <summary>Where the certificates are remembered that were seen.</summary>
    public string KnownServersFile { get; init; } = KnownServers.DefaultFile;

    /// <summary>The process's own.</summary>
    public static Surroundings OfProcess()
    {
        // UTF-8 whatever the system's settings say: the protocol has nothing else.
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        bool hasPerson = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        if (hasPerson && OperatingSystem.IsWindows())
        {
            // UTF-16 makes the runtime read with ReadConsoleW: with UTF-8 older consoles lose every
            // character beyond ASCII.
            Console.InputEncoding = Encoding.Unicode;
            Console.OutputEncoding = utf8;
        }

        return new Surroundings
        {
            Input = hasPerson ? Console.In : new StreamReader(Console.OpenStandardInput(), utf8),
            Output = hasPerson ? Console.Out : new StreamWriter(Console.OpenStandardOutput(), utf8),
            Error = Console.Error,
            HasPerson = hasPerson,
            ReadSecret = hasPerson ? SecretLine.Read : null,
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
