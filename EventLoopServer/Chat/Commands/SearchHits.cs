using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol.Framing;
using Protocol.Messages;
using Protocol.Names;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// The answer to a search. Programs that can read Hits get the messages as events. Other clients
/// get a notice, which every client can show.
/// </summary>
internal static class SearchHits
{
    /// <summary>
    /// Most bytes of names and texts in one answer, as in a page of history. With long messages, an
    /// answer has fewer of them, because a notice with all of them could exceed a frame.
    /// </summary>
    public const int AnswerBytes = 256 * 1024;

    /// <summary>Most bytes of an entry without its room's name: two lengths and a number.</summary>
    private const int EntryBytes = 16;

    /// <param name="context">The member and the time.</param>
    /// <param name="id">The request to be answered.</param>
    /// <param name="found">The messages, newest first.</param>
    public static void Send(CommandContext context, ulong id, IReadOnlyList<StoredLine> found)
    {
        StoredLine[] lines = Fitting(found);
        if (context.Member.Output.TakesHits)
        {
            SendEvents(context, id, lines);
        }
        else
        {
            SendNotice(context, id, lines);
        }
    }

    private static StoredLine[] Fitting(IReadOnlyList<StoredLine> found)
    {
        int bytes = 0;
        int count = 0;
        for (; count < found.Count; count++)
        {
            bytes += found[count].Name.Length + found[count].Text.Length;
            if (count > 0 && bytes > AnswerBytes)
            {
                break;
            }
        }

        return [.. found.Take(count)];
    }

    private static void SendEvents(CommandContext context, ulong id, StoredLine[] lines)
    {
        string[] rooms = [.. lines.Select(static line => line.Room).Distinct()];
        byte[] space = Space(rooms);
        var entries = new ByteWriter(space);
        foreach (string room in rooms)
        {
            byte[] name = Encoding.UTF8.GetBytes(room);
            ListReader.Write(ref entries, name, context.Directory.IncarnationOf(name), default);
        }

        context.Member.Output.Send(new ServerEvent
        {
            Kind = EventKind.Hits,
            RequestId = id,
            TimeMs = context.TimeMs,
            Count = (ulong)lines.Length,
            Entries = space.AsSpan(0, entries.Written),
        });
        foreach (StoredLine line in lines)
        {
            context.Member.Output.Send(line.ToEvent(Encoding.UTF8.GetBytes(line.Room), false));
        }
    }

    private static void SendNotice(CommandContext context, ulong id, StoredLine[] lines)
    {
        var text = new StringBuilder(ChatSentences.Found(lines.Length));
        byte[] space = Space(lines.Select(static line => line.Room));
        var entries = new ByteWriter(space);
        foreach (StoredLine line in lines)
        {
            // Runs of blanks become one blank, so that a message cannot move its words to another
            // row.
            bool isFile = SharedFile.TryRead(
                line.Kind == EventKind.Shared ? line.Text : default, out SharedFile file);
            string words = string.Join(
                ' ',
                TextRule.Defuse(isFile ? file.Name : line.Text, keepTabs: true).Split(
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

        context.Member.Output.Send(new ServerEvent
        {
            Kind = EventKind.Notice,
            RequestId = id,
            TimeMs = context.TimeMs,
            Text = Encoding.UTF8.GetBytes(text.ToString()),
            Count = (ulong)lines.Length,
            Entries = space.AsSpan(0, entries.Written),
        });
    }

    private static byte[] Space(IEnumerable<string> rooms) =>
        new byte[rooms.Sum(static room => EntryBytes + (3 * room.Length))];
}
