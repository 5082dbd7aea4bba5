using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol.Framing;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// Finds stored messages by their words, the newest first. The answer is a notice, which every
/// client can show; programs also get the room and the number of each message.
/// </summary>
internal static class SearchCommand
{
    /// <summary>
    /// Words of a search; more are refused. With the size of a word it limits the store's work.
    /// </summary>
    public const int MaxWords = 8;

    /// <summary>Bytes of UTF-8 in a word; a longer one is refused.</summary>
    public const int WordBytes = 64;

    /// <summary>Messages in an answer: two screens, and at most 200 KB.</summary>
    public const int MaxHits = 50;

    /// <summary>
    /// How long a member waits for the answer, in ms. A search takes some 20 ms.
    /// </summary>
    public const long WaitMs = 2_000;

    /// <summary>Bytes of an entry beside its room's name: two lengths and a number.</summary>
    private const int EntryBytes = 16;

    public static void Run(CommandContext context, in ClientRequest request)
    {
        var filter = LineFilter.Read(request.Text);
        ulong id = request.Id;
        if (filter.Words.Count is 0 or > MaxWords
            || filter.Words.Any(static word => Encoding.UTF8.GetByteCount(word) > WordBytes))
        {
            filter.Refuse(ChatSentences.NoSearch(MaxWords, WordBytes));
        }

        if (!context.Directory.IsKept)
        {
            context.Refuse(request, RefusalCode.StoreOff);
            return;
        }

        if (filter.Fault is { } fault)
        {
            context.Refuse(request, RefusalCode.ArgumentInvalid, fault);
            return;
        }

        var search = new SearchQuery(filter.Words, MaxHits)
        {
            Room = request.Target.IsEmpty ? null : Encoding.UTF8.GetString(request.Target),
            From = filter.From,
            BeforeMs = filter.BeforeMs,
        };
        if (!context.TryAsk(search, WaitMs, TellHits))
        {
            context.Refuse(id, Refusal.For(RefusalCode.StoreBusy));
        }

        void TellHits(bool isAnswered)
        {
            if (isAnswered)
            {
                Tell(context, id, search.Lines);
            }
            else
            {
                context.Refuse(id, Refusal.For(RefusalCode.StoreBusy));
            }
        }
    }

    private static void Tell(CommandContext context, ulong id, IReadOnlyList<StoredLine> lines)
    {
        var text = new StringBuilder(ChatSentences.Found(lines.Count));
        var space = new byte[lines.Sum(static l => EntryBytes + (3 * l.Room.Length))];
        var entries = new ByteWriter(space);
        foreach (StoredLine line in lines)
        {
            // One blank for each run, so that a message cannot move its words to another row.
            string words = string.Join(
                ' ',
                TextRule.Defuse(line.Text, keepTabs: true).Split(
                    [' ', '\t', '\u00A0'], StringSplitOptions.RemoveEmptyEntries));
            text.Append('\n').Append(ChatSentences.Hit(
                context.Access.Server.Date(line.TimeMs),
                line.Room,
                TextRule.Defuse(line.Name),
                words,
                line.Kind == EventKind.Acted));
            ListReader.Write(
                ref entries, Encoding.UTF8.GetBytes(line.Room), line.Sequence, default);
        }

        context.Member.Output.Tell(new ServerEvent
        {
            Kind = EventKind.Notice,
            RequestId = id,
            TimeMs = context.TimeMs,
            Text = Encoding.UTF8.GetBytes(text.ToString()),
            Count = (ulong)lines.Count,
            Entries = space.AsSpan(0, entries.Written),
        });
    }
}
