using System.Threading.Channels;
using SimpleClient.Sentences;

namespace SimpleClient.Plain;

/// <summary>Reads the input lines of a person or a pipe in the background.</summary>
internal static class LineSource
{
    /// <summary>
    /// The number of lines that are read in advance. The limit prevents reading a large file
    /// completely.
    /// </summary>
    private const int LinesAhead = 16;

    /// <summary>Reads the lines of a pipe or a file.</summary>
    /// <returns>The lines; the last one is invalid when reading failed.</returns>
    public static ChannelReader<InputLine> FromStream(Stream input)
    {
        var splitter = new LineSplitter(input);
        bool hasFailed = false;
        return From(() =>
        {
            try
            {
                return hasFailed ? null : splitter.Read();
            }
            catch (IOException e)
            {
                hasFailed = true;
                return new InputLine(0, "", StartupSentences.InputFailed(e.Message));
            }
        });
    }

    /// <summary>Reads the lines that a person types.</summary>
    /// <param name="readLine">Reads a line at the terminal; null at its end.</param>
    /// <param name="complete">
    /// Completes a line before the next one is read. It runs on the reading thread, because only
    /// that thread may ask for a password at the same terminal.
    /// </param>
    public static ChannelReader<InputLine> FromPerson(
        Func<string?> readLine, Func<string, string> complete)
    {
        long number = 0;
        return From(() =>
        {
            try
            {
                return readLine() is { } line ? Check(complete(line), ++number) : null;
            }
            catch (IOException)
            {
                // The terminal is closed, so the input ends.
                return null;
            }
        });
    }

    /// <summary>
    /// Rejects a line that is not UTF-8. The runtime's console replaces invalid bytes with U+FFFD,
    /// a character that users do not type.
    /// </summary>
    private static InputLine Check(string line, long number) => line.Contains('\uFFFD')
        ? new InputLine(number, "", LineSplitter.InvalidLine(number))
        : new InputLine(number, line);

    private static ChannelReader<InputLine> From(Func<InputLine?> read)
    {
        var lines = Channel.CreateBounded<InputLine>(LinesAhead);

        // Reading blocks, so it runs on a thread of the pool, which does not keep the program
        // alive.
        Task reading = Task.Run(async () =>
        {
            while (read() is { } line)
            {
                await lines.Writer.WriteAsync(line);
            }
        });

        // The channel is completed after any end, so that its reader does not wait forever.
        _ = reading.ContinueWith(
            done => lines.Writer.Complete(done.Exception?.InnerException),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return lines.Reader;
    }
}
