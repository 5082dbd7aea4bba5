using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SimpleClient.Standard;

/// <summary>The three standard streams of the program, of any kind.</summary>
internal sealed class StandardStreams
{
    /// <summary>Handles that stay open until the program ends.</summary>
    private static IReadOnlyList<SafeFileHandle> s_gaps = [];

    /// <summary>The input as bytes; empty when it was closed.</summary>
    public required Stream Input { get; init; }

    /// <summary>The output.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>The error output; writing to it never fails.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>
    /// True when the program can ask a person, because input and output are a terminal.
    /// </summary>
    public required bool HasPerson { get; init; }

    /// <summary>
    /// Waits until the reader of the output has ended, which needs its own thread; null when only a
    /// write can detect that.
    /// </summary>
    public Action? WaitForReaderToEnd { get; init; }

    /// <summary>Opens the streams. Call it once, before anything else opens a descriptor.</summary>
    public static StandardStreams Open()
    {
        // UTF-8 for any settings of the system, because the protocol has no other encoding.
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return OperatingSystem.IsWindows() ? OpenWindows(utf8) : OpenUnix(utf8);
    }

    private static StandardStreams OpenUnix(UTF8Encoding utf8)
    {
        bool hasInput = Descriptors.IsInherited(Descriptors.Input);
        bool hasOutput = Descriptors.IsInherited(Descriptors.Output);
        bool hasError = Descriptors.IsInherited(Descriptors.Error);
        s_gaps = Descriptors.FillGaps();
        bool hasPerson = hasInput && hasOutput
            && !Console.IsInputRedirected && !Console.IsOutputRedirected;
        Stream output = hasOutput ? new DescriptorStream(Descriptors.Output) : new ClosedStream();
        Stream error = hasError ? new DescriptorStream(Descriptors.Error) : Stream.Null;
        return new StandardStreams
        {
            Input = hasInput ? new DescriptorStream(Descriptors.Input) : Stream.Null,
            Output = hasPerson ? Console.Out : new StreamWriter(output, utf8) { NewLine = "\n" },
            Error = new LossyWriter(new StreamWriter(error, utf8) { AutoFlush = true }),
            HasPerson = hasPerson,
            WaitForReaderToEnd = hasOutput && !hasPerson
                ? static () => Descriptors.WaitForReaderToEnd(Descriptors.Output)
                : null,
        };
    }

    private static StandardStreams OpenWindows(UTF8Encoding utf8)
    {
        bool hasPerson = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        if (hasPerson)
        {
            // UTF-16 makes the runtime read with ReadConsoleW. With UTF-8, older consoles lose
            // every character beyond ASCII.
            Console.InputEncoding = Encoding.Unicode;
            Console.OutputEncoding = utf8;
        }

        return new StandardStreams
        {
            Input = Console.OpenStandardInput(),
            Output = hasPerson ? Console.Out : new StreamWriter(Console.OpenStandardOutput(), utf8),
            Error = new LossyWriter(Console.Error),
            HasPerson = hasPerson,
        };
    }
}
