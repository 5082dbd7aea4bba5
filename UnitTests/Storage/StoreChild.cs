using System.Globalization;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage;
using EventLoopServer.Storage.Files;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using Microsoft.Extensions.Logging.Abstractions;
using Protocol.Messages;

namespace UnitTests.Storage;

/// <summary>
/// A process that writes lines into a store until it is killed, and prints the number of the last
/// kept line.
/// </summary>
internal static class StoreChild
{
    public const string Mode = "--store-child";

    private const int WaitingLines = 500;

    public static int Run(string folder, TextWriter output)
    {
        var mailbox = new Mailbox();
        var clock = new SystemClock();
        using SqliteStore store = SqliteStore.Open(
            new StoreOptions(folder), mailbox, clock, NullLogger.Instance);
        StoredState state = store.Load();
        ulong first = state.Rooms is [{ } room] ? room.LastStored + 1 : 1;
        ulong incarnation = first;
        ulong next = first;
        store.KeptChanged = () =>
        {
            ulong kept = first - 1 + (ulong)store.Kept;
            output.WriteLine(kept.ToString(CultureInfo.InvariantCulture));
            output.Flush();
        };
        while (true)
        {
            bool mayAppend = store.Appended - store.Kept < WaitingLines;
            bool isAppended = mayAppend && store.TryAppend(new StoredMessage
            {
                Kind = EventKind.Said,
                Room = "lobby"u8,
                Incarnation = incarnation,
                Sequence = next,
                TimeMs = clock.UnixMs,
                SenderId = 1,
                RequestId = next,
                Name = "writer"u8,
                Text = "a line of the process that is killed"u8,
            });
            next += isAppended ? 1UL : 0UL;
            store.Persist();
            mailbox.Drain();
        }
    }
}
