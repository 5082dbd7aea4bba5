using System.Globalization;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol;
using Protocol.Messages;

namespace EventLoopServer.Chat.Commands;

/// <summary>
/// Sends past lines of a room: the lines in memory, or a page from the store. A page has no gaps,
/// so a client can read the whole history page by page, in both directions.
/// </summary>
internal static class HistoryCommand
{
    /// <summary>
    /// How long a member waits for a page, in ms. It is half of the time that clients wait for an
    /// answer.
    /// </summary>
    public const long WaitMs = 5_000;

    /// <summary>
    /// Most bytes of names and texts in one page. A page with long lines is shortened to this size,
    /// because it has to fit into the output that may wait for one client.
    /// </summary>
    private const int PageBytes = 256 * 1024;

    public static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.FindOwnRoom(request) is not { } room)
        {
            return;
        }

        var filter = LineFilter.Read(request.Text);
        ulong count = request.Count;
        if (filter.Words.FirstOrDefault() is { } word
            && (!ulong.TryParse(word, NumberStyles.None, null, out count) || count == 0))
        {
            filter.Refuse(ChatSentences.NoCount(LineFilter.Quote(word)));
        }

        if (filter.Fault is { } fault)
        {
            context.Refuse(request, RefusalCode.ArgumentInvalid, fault);
            return;
        }

        bool isPage = count > 0 || request.Before > 0 || filter.BeforeMs > 0;
        var page = new PageQuery(
            room.Name.Text,
            (int)Math.Min(
                count > 0 ? count : (ulong)context.Directory.Limits.HistoryLines,
                WireLimits.HistoryLines))
        {
            After = isPage ? request.Number : 0,
            Before = request.Before,
            BeforeMs = filter.BeforeMs,
        };
        if (!isPage && !room.HasUnreadPast)
        {
            SendRecent(context, request, room);
        }
        else if (!context.Directory.IsKept || room.RoomHistory.Covers(page))
        {
            SendFromMemory(context, request.Id, room, page);
        }
        else
        {
            Ask(context, request.Id, room, page);
        }
    }

    /// <summary>Sends all lines in memory after a number.</summary>
    private static void SendRecent(CommandContext context, in ClientRequest request, Room room)
    {
        int lines = room.RoomHistory.CountAfter(request.Number);
        context.CostAnswer(lines, perMessage: 3);
        PastLines.SendLatest(context, room, request.Id, lines);
    }

    private static void SendFromMemory(
        CommandContext context, ulong requestId, Room room, PageQuery page)
    {
        RoomHistory history = room.RoomHistory;
        (int newest, int lines) = history.Select(page);
        context.CostAnswer(lines, perMessage: 3);

        // With a store, the next page can have older lines.
        ReadOnlySpan<byte> older =
            newest + lines < history.Count ? default
            : !history.HasOlder ? "start"u8
            : context.Directory.IsKept ? default
            : "expired"u8;
        PastLines.Send(context, room, requestId, newest, lines, older);
    }

    private static void Ask(CommandContext context, ulong requestId, Room room, PageQuery page)
    {
        // The answer charges the rest, so a page costs no more than its row defines.
        int most = context.Cost;
        context.Cost = 1;
        if (!context.TryAsk(page, WaitMs, SendPage))
        {
            context.Refuse(requestId, Refusal.For(RefusalCode.StoreBusy));
        }

        void SendPage(bool isAnswered)
        {
            if (!isAnswered)
            {
                context.Refuse(requestId, Refusal.For(RefusalCode.StoreBusy));
            }
            else if (!context.Member.IsIn(room))
            {
                context.Refuse(requestId, Refusal.For(RefusalCode.NotInRoom, room.Name.Text));
            }
            else
            {
                ReadOnlySpan<StoredLine> lines = Fitting(page, out bool isWhole);
                bool isEnd = isWhole && page.ReachesStart && page.After == 0;
                context.Cost = Math.Min(most - 1, lines.Length / 3);
                PastLines.Send(
                    context,
                    room,
                    requestId,
                    lines,
                    !isEnd ? default : page.IsPurged ? "expired"u8 : "start"u8);
            }
        }
    }

    /// <summary>
    /// The lines of a page that fit into one answer. It keeps the lines next to those that the
    /// client has.
    /// </summary>
    private static StoredLine[] Fitting(PageQuery page, out bool isWhole)
    {
        StoredLine[] all = [.. page.Lines];
        int count = 0;
        int bytes = 0;
        for (; count < all.Length; count++)
        {
            StoredLine line = all[page.After > 0 ? count : all.Length - 1 - count];
            bytes += line.Name.Length + line.Text.Length;
            if (count > 0 && bytes > PageBytes)
            {
                break;
            }
        }

        isWhole = count == all.Length;
        return page.After > 0 ? all[..count] : all[^count..];
    }
}
