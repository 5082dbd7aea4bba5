using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Configuration;
using EventLoopServer.Storage;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging.Abstractions;
using Protocol.Messages;

namespace LoadTests.Archive;

/// <summary>
/// Writes a room of stored lines, whose words have a skewed distribution, as in a language. It is
/// written before the server starts, so that a run of seconds reads from a store of realistic size.
/// </summary>
internal static class StoredArchive
{
    /// <summary>Lines handed to the store at once.</summary>
    private const int BatchLines = 1000;

    private const int Words = 5000;
    private const int WordsInLine = 9;

    public static ReadOnlySpan<byte> Room => "archive"u8;

    /// <summary>Writes the archive into the store of a server.</summary>
    /// <param name="folder">The server's data folder.</param>
    /// <param name="lines">The number of lines.</param>
    /// <exception cref="EventLoopServer.Storage.Files.StoreException">The folder cannot be used.
    /// </exception>
    public static void Write(string folder, int lines)
    {
        var options = new ServerOptions
        {
            Tls = new TlsOptions { Folder = folder },
            History = new HistoryOptions { Store = HistoryOptions.On },
        };
        var mailbox = new Mailbox();
        var clock = new SystemClock();
        using SqliteStore store = SqliteStore.Open(
            options.StoreOptions!, mailbox, clock, NullLogger.Instance);
        var random = new Random(1);
        for (int i = 1; i <= lines; i++)
        {
            byte[] text = Encoding.ASCII.GetBytes(AnyLine(random));
            while (!store.TryAppend(Line(i, clock.UnixMs, text)))
            {
                PassOn();
            }

            if (i % BatchLines == 0)
            {
                PassOn();
            }
        }

        // Closing the store commits the rest of the lines.
        store.Close();

        void PassOn()
        {
            store.Persist();
            Thread.Sleep(1);
            mailbox.Drain();
        }
    }

    public static string AnyWord(Random random) =>
        $"word{(int)(Words * Math.Pow(random.NextDouble(), 3))}";

    private static string AnyLine(Random random) => string.Join(
        ' ', Enumerable.Range(0, WordsInLine).Select(_ => AnyWord(random)));

    private static StoredMessage Line(int number, long timeMs, ReadOnlySpan<byte> text) => new()
    {
        Kind = EventKind.Said,
        Room = Room,
        Incarnation = 1,
        Sequence = (ulong)number,
        TimeMs = timeMs,
        SenderId = 1,
        RequestId = (ulong)number,
        Name = "archivist"u8,
        Text = text,
    };
}
