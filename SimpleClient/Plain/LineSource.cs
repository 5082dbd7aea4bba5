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
    public static ChannelReader<string> FromStream(TextReader reader)
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
                    await lines.Writer.WriteAsync(line);
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
