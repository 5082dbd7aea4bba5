using System.Text;
using EventLoopServer.Chat.Storage;

namespace UnitTests.Simulation.Storage;

/// <summary>Answers queries from a simulated disk, in the simplest way.</summary>
internal static class SimAnswers
{
    public static void Answer(StoreQuery query, SimDisk disk)
    {
        switch (query)
        {
            case PageQuery page:
                Answer(page, disk);
                break;
            case SearchQuery search:
                Answer(search, disk);
                break;
            case UnreadQuery unread:
                unread.Lines = [.. disk.ReadUnread(unread.Account).Select(static p => p.Line)];
                break;
            case MaintenanceQuery maintenance:
                maintenance.Result = $"{maintenance.Task} {maintenance.Argument}".Trim();
                break;
            default:
                throw new InvalidOperationException($"{query} is unknown.");
        }
    }

    private static void Answer(PageQuery page, SimDisk disk)
    {
        IEnumerable<StoredLine> wanted = disk.MessagesAfter(page.Room, page.After)
            .Where(line => (page.Before == 0 || line.Sequence < page.Before)
                && (page.BeforeMs == 0 || line.TimeMs < page.BeforeMs));
        page.Lines =
            [.. page.After > 0 ? wanted.Take(page.Count) : wanted.TakeLast(page.Count)];
        page.ReachesStart = page.Lines.Count == 0
            ? page.After == 0
            : page.Lines[0] == disk.MessagesAfter(page.Room, 0).First();
        page.IsPurged = page.ReachesStart && disk.LastExpired(page.Room) > 0;
    }

    private static void Answer(SearchQuery search, SimDisk disk) => search.Lines =
    [
        .. disk.AllLines
            .Where(SimDisk.IsMessage)
            .Where(line => search.Room is null || SimDisk.SameName(line.Room, search.Room))
            .Where(line => search.From is null
                || SimDisk.SameName(Encoding.UTF8.GetString(line.Name), search.From))
            .Where(line => search.BeforeMs == 0 || line.TimeMs < search.BeforeMs)
            .Where(line => search.Words.All(word => Encoding.UTF8.GetString(line.Text)
                .Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Reverse()
            .Take(search.Count),
    ];
}
