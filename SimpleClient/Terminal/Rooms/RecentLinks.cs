using SimpleClient.Terminal.Scrolling;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Rooms;

/// <summary>
/// The links in the messages of a place, numbered from the newest, which has the number 1.
/// </summary>
internal sealed class RecentLinks(Scrollback lines)
{
    /// <summary>
    /// The most links whose numbers are drawn. They fill a screen, and more digits would not help.
    /// </summary>
    private const int MaxNumbers = 9;

    /// <summary>
    /// The newest lines in which numbered links are searched. Older ones are scrolled away.
    /// </summary>
    private const int MaxLines = 300;

    private readonly Dictionary<long, string> _numbers = [];
    private (long First, long Next, int Removals) _seen;

    /// <summary>All links, the newest first.</summary>
    /// <param name="older">Older messages that are loaded too; null when there are none.</param>
    public IEnumerable<string> All(PastWindow? older)
    {
        ulong oldest = ulong.MaxValue;
        for (long n = lines.Next - 1; n >= lines.First; n--)
        {
            oldest = lines[n].Sequence > 0 ? lines[n].Sequence : oldest;
            foreach (string link in In(lines[n]).Reverse())
            {
                yield return link;
            }
        }

        for (long n = (older?.End ?? 0) - 1; n >= (older?.First ?? 0); n--)
        {
            // The window for older messages has copies of the lines above.
            ChatLine line = older![n];
            bool isCopy = line.Sequence == 0 || line.Sequence >= oldest;
            foreach (string link in isCopy ? [] : In(line).Reverse())
            {
                yield return link;
            }
        }
    }

    /// <summary>
    /// The numbers of the links of a line, in their order: <c>[2] [1]</c>; empty when it has none.
    /// </summary>
    public string NumbersOf(long line)
    {
        // This runs for each drawn line, so in a flood only the new lines are searched.
        var now = (lines.First, lines.Next, lines.Removals);
        if (now != _seen)
        {
            bool isChanged = lines.First < _seen.First || lines.Removals != _seen.Removals
                || HasLinkFrom(_seen.Next);
            _seen = now;
            if (isChanged)
            {
                Number();
            }
        }

        return _numbers.GetValueOrDefault(line, "");
    }

    private bool HasLinkFrom(long line)
    {
        for (long n = Math.Max(line, lines.First); n < lines.Next; n++)
        {
            if (In(lines[n]).Any())
            {
                return true;
            }
        }

        return false;
    }

    private void Number()
    {
        _numbers.Clear();
        int used = 0;
        long first = Math.Max(lines.First, lines.Next - MaxLines);
        for (long n = lines.Next - 1; n >= first && used < MaxNumbers; n--)
        {
            int count = In(lines[n]).Count();
            if (count > 0)
            {
                int shown = Math.Min(count, MaxNumbers - used);
                _numbers[n] = string.Join(
                    ' ', Enumerable.Range(used + 1, shown).Reverse().Select(static i => $"[{i}]"));
                used += count;
            }
        }
    }

    /// <summary>
    /// The links of a message. Notices are left out, because they repeat links that the user has
    /// opened.
    /// </summary>
    private static IEnumerable<string> In(ChatLine line) =>
        line.Kind is LineKind.Said or LineKind.Acted or LineKind.Told or LineKind.ToldTo
            && line.Text.Contains("http", StringComparison.Ordinal)
            ? WebLink.All(SafeText.Of(line.Text))
            : [];
}
