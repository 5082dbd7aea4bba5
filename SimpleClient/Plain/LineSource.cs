using System.Threading.Channels;

namespace SimpleClient.Plain;

/// <summary>Where the lines come from that a person or a pipe gives the client.</summary>
internal static class LineSource
{
    /// <summary>
    /// Lines read ahead of the conversation, so that a large file is not read whole.
    /// </summary>
    private const int LinesAhead = 16;

    /// <summary>Reads lines to the end of a stream.</summary>
    /// <param name="reader">The stream.</param>
    /// <param name="complete">
    /// Completes a line before the next one is read, on the thread that reads: the only one that
    /// may ask for a password at the same terminal. Null: lines stay as they are.
    /// </param>
    public static ChannelReader<string> FromStream(
        TextReader reader, Func<string, string>? complete = null)
    {
        var lines = Channel.CreateBounded<string>(LinesAhead);

        // Reading a console blocks, also where it says async: it gets a thread of the pool, which
        // does not keep the program alive.
        _ = Task.Run(async () =>
        {
            try
            {
                while (await reader.ReadLineAsync() is { } line)
                {
                    await lines.Writer.WriteAsync(complete is null ? line : complete(line));
                }
            }
            catch (IOException)
            {
                // The terminal is gone, which is an end like any other.
            }

            lines.Writer.Complete();
        });
        return lines.Reader;
    }
}
