using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Reading;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Keys;
using SimpleClient.Terminal.Rooms;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>Older messages are loaded page by page while the user scrolls up.</summary>
internal sealed class PagingTests
{
    private const string PageUp = "\u001B[5~";
    private const string PageDown = "\u001B[6~";
    private const ulong Next = 1001;

    private static readonly Key s_escape = new(KeyCode.Escape);

    [Test]
    public void Scrolling_above_the_oldest_line_loads_the_page_before_it()
    {
        TerminalHarness terminal = Entered();
        terminal.Type(PageUp);
        Request asked = terminal.Link.Last(RequestVerb.History);
        Assert.That(
            (asked.Target, asked.Before, asked.Count, asked.Number),
            Is.EqualTo(("lobby", 991UL, (ulong)PastPager.PageLines, 0UL)));
        Assert.That(terminal.Lines, Does.Contain($"-- {PastSentences.Loading}"));
        string[] shown = [.. terminal.Lines.Where(static line => line.StartsWith("old:"))];
        AnswerPage(terminal, asked);
        Assert.That(terminal.Lines, Is.SupersetOf(shown));
        Assert.That(terminal.Lines, Does.Not.Contain($"-- {PastSentences.Loading}"));
        Assert.That(terminal.Lines, Does.Contain("old: line 990"));
    }

    [TestCase(24)]
    [TestCase(7)]
    public void Pages_join_without_gap_or_movement_up_to_the_start(int rows)
    {
        TerminalHarness terminal = Entered(rows);
        var seen = new List<int>();
        for (int i = 0; i < 1000 && (seen.Count == 0 || seen[^1] > 1); i++)
        {
            seen.AddRange(
                Numbers(terminal).Reverse().Where(n => seen.Count == 0 || n < seen[^1]));
            terminal.Type(PageUp);
            if (Open(terminal) is { } asked)
            {
                string[] waiting = terminal.Screen();
                AnswerPage(terminal, asked);
                Assert.That(
                    Bottom(terminal.Screen()), Is.EqualTo(Bottom(waiting)), "nothing moves");
            }
        }

        Assert.That(seen, Is.EqualTo(Enumerable.Range(1, 1000).Reverse()));
        terminal.Type(PageUp);
        Assert.That(terminal.Lines, Does.Contain($"-- {PastSentences.Start}"));
        Assert.That(Open(terminal), Is.Null, "it is not asked again");
        Assert.That(
            Past(terminal).End - Past(terminal).First, Is.LessThan(PastWindow.MaxLines + 9));
    }

    [Test]
    public void Paging_down_from_far_up_loads_newer_pages_and_ends_at_the_newest_line()
    {
        TerminalHarness terminal = Entered(next: 4001);
        for (int i = 0; i < 400 && !(Numbers(terminal).FirstOrDefault() is 1); i++)
        {
            terminal.Type(PageUp);
            AnswerAll(terminal);
        }

        terminal.Say("bob", "live");
        var seen = new List<int>(Numbers(terminal));
        Assert.That(seen[0], Is.EqualTo(1));
        Assert.That(terminal.Status, Does.Contain(TerminalSentences.NewBelow(1, "")));
        for (int i = 0; i < 400 && terminal.Lines[^1] != "bob: live"; i++)
        {
            terminal.Type(PageDown);
            AnswerAll(terminal);
            seen.AddRange(Numbers(terminal).Where(n => n > seen[^1]));
        }

        Assert.That(seen, Is.EqualTo(Enumerable.Range(1, 4000)));
        Assert.That(terminal.Model.Rooms.Current!.IsAtEnd, Is.True);
        Assert.That(terminal.Model.Rooms.Current.Unread, Is.Zero);
    }

    [Test]
    public void Retention_limit_is_reported()
    {
        TerminalHarness terminal = Entered();
        terminal.Type(PageUp);
        AnswerPage(terminal, Open(terminal)!, "expired");
        terminal.Type(string.Concat(Enumerable.Repeat(PageUp, 20)));
        Assert.That(terminal.Lines, Does.Contain($"-- {PastSentences.Expired}"));
    }

    [Test]
    public void Live_lines_arrive_meanwhile_and_Esc_shows_them()
    {
        TerminalHarness terminal = Entered();
        terminal.Type(PageUp);
        terminal.Say("bob", "live 1");
        AnswerPage(terminal, Open(terminal)!);
        terminal.Say("bob", "live 2");
        Assert.That(terminal.Lines, Has.None.Contains("live"));
        Assert.That(terminal.Status, Does.Contain(TerminalSentences.NewBelow(2, "")));
        terminal.Model.Press(s_escape);
        Assert.That(terminal.Lines[^2..], Is.EqualTo(new[] { "bob: live 1", "bob: live 2" }));
        Assert.That(terminal.Model.Rooms.Current!.Past, Is.Null);
    }

    [Test]
    public void Page_that_arrives_after_Esc_is_ignored()
    {
        TerminalHarness terminal = Entered();
        terminal.Type(PageUp);
        Request asked = Open(terminal)!;
        terminal.Model.Press(s_escape);
        string[] before = terminal.Screen();
        AnswerPage(terminal, asked);
        Assert.That(terminal.Screen(), Is.EqualTo(before));
    }

    [Test]
    public void Lost_connection_stops_loading_and_the_next_one_goes_on()
    {
        TerminalHarness terminal = Entered();
        terminal.Type(PageUp);
        Request lost = Open(terminal)!;
        terminal.Link.IsUp = false;
        terminal.Model.Disconnect("The connection is lost.");
        terminal.Model.GiveUp(lost, "The connection is lost.");
        terminal.Type(PageUp);
        Assert.That(terminal.Link.All.Count(IsPage), Is.EqualTo(1), "nothing is asked meanwhile");
        terminal.Link.IsUp = true;
        terminal.Model.Reconnect("ann", "ann");
        terminal.Join("lobby", next: Next + 2);
        terminal.TellPast("lobby", (Next, "missed", 9));
        terminal.Type(PageUp);
        Request again = Open(terminal)!;
        Assert.That(again.Before, Is.EqualTo(lost.Before));
        AnswerPage(terminal, again);
        Assert.That(terminal.Lines, Does.Contain("old: line 990"));
        terminal.Model.Press(s_escape);
        Assert.That(terminal.Lines, Does.Contain("old: missed"));
    }

    [Test]
    public void Refused_page_is_explained_and_asked_again()
    {
        TerminalHarness terminal = Entered();
        terminal.Type(PageUp);
        terminal.Refuse(Open(terminal)!, RefusalCode.StoreBusy, "The disk is slow.", "Wait.");
        Assert.That(terminal.Lines, Has.Some.Contains("The disk is slow."));
        terminal.Type(PageUp);
        Assert.That(terminal.Link.All.Count(IsPage), Is.EqualTo(2));
    }

    [Test]
    public void Resize_keeps_the_line_at_the_edge()
    {
        TerminalHarness terminal = Entered();
        terminal.Type(PageUp + PageUp);
        AnswerPage(terminal, Open(terminal)!);
        terminal.Type(PageUp);
        int edge = Numbers(terminal)[^1];
        (terminal.Columns, terminal.Rows) = (40, 12);
        Assert.That(Numbers(terminal)[^1], Is.EqualTo(edge));
        (terminal.Columns, terminal.Rows) = (80, 24);
        Assert.That(Numbers(terminal)[^1], Is.EqualTo(edge));
    }

    [Test]
    public void Older_server_is_not_asked()
    {
        TerminalHarness terminal = Entered();
        terminal.Link.HasPages = false;
        terminal.Type(PageUp + PageUp);
        Assert.That(terminal.Link.All.Where(IsPage), Is.Empty);
        Assert.That(terminal.Model.Rooms.Current!.Past, Is.Null);
    }

    [TestCase(true, 1)]
    [TestCase(false, 0)]
    public void Room_that_was_made_anew_has_older_lines_only_where_they_are_kept(
        bool keeps, int pages)
    {
        TerminalHarness terminal = Entered();
        terminal.Link.Keeps = keeps;
        terminal.Model.Disconnect("The connection is lost.");
        terminal.Model.Reconnect("ann", "ann");
        terminal.Join("lobby", incarnation: 2, next: 1);
        terminal.Type(PageUp + PageUp);
        Assert.That(terminal.Link.All.Count(IsPage), Is.EqualTo(pages));
    }

    [Test]
    public void Lines_of_other_days_stand_below_their_date()
    {
        TerminalHarness terminal = Entered();
        terminal.Type(PageUp);
        Request asked = Open(terminal)!;
        DateTimeOffset now = terminal.Time.GetUtcNow();
        AnswerPage(terminal, asked, times: n => n < 985 ? now.AddDays(-2) : now.AddDays(-1));
        terminal.Rows = 60;
        string[] dates = [.. terminal.Lines.Where(static line => line.Contains("2026"))];
        Assert.That(dates, Has.Length.EqualTo(2), "the third is above the screen");
        Assert.That(dates[0], Does.Contain("20 November 2026"));
        Assert.That(dates[1], Does.Contain("21 November 2026"));
    }

    [Test]
    public void Long_messages_are_bounded_by_their_memory()
    {
        TerminalHarness terminal = Entered();
        for (int i = 0; i < 60; i++)
        {
            terminal.Type(PageUp);
            if (Open(terminal) is { } asked)
            {
                AnswerPage(terminal, asked, text: new string('x', 32_000));
            }

            Past(terminal).View.Show(Past(terminal).First);
        }

        long bytes = 0;
        for (long n = Past(terminal).First; n < Past(terminal).End; n++)
        {
            bytes += Past(terminal)[n].MemoryBytes;
        }

        Assert.That(bytes, Is.LessThan(40_000_000), "600 lines near the view are always kept");
    }

    private static TerminalHarness Entered(int rows = 24, ulong next = Next)
    {
        var terminal = new TerminalHarness(rows: rows) { Link = { HasPages = true, Keeps = true } };
        terminal.Join("lobby", next: next);
        terminal.TellPast("lobby", [.. Enumerable.Range((int)next - 10, 10)
            .Select(static n => ((ulong)n, $"line {n}", 9UL))]);
        terminal.Screen();
        return terminal;
    }

    private static PastWindow Past(TerminalHarness terminal) =>
        terminal.Model.Rooms.Current!.Past!;

    private static bool IsPage(Request request) => request.Page is not null;

    /// <summary>The page that is being loaded; null: none.</summary>
    private static Request? Open(TerminalHarness terminal) => terminal.Link.All.LastOrDefault(
        request => request.Page is { } page
            && (page == page.Window.Older || page == page.Window.Newer)
            && page.Room.Past == page.Window);

    private static void AnswerAll(TerminalHarness terminal)
    {
        while (Open(terminal) is { } asked)
        {
            AnswerPage(terminal, asked);
        }
    }

    /// <summary>Answers as a server with the messages "line 1", "line 2" and so on.</summary>
    private static void AnswerPage(
        TerminalHarness terminal,
        Request asked,
        string? end = null,
        string? text = null,
        Func<int, DateTimeOffset>? times = null)
    {
        int last = (int)terminal.Model.Rooms.Current!.LastSequence;
        int from = asked.Number > 0 ? (int)asked.Number + 1
            : Math.Max(1, (int)asked.Before - (int)asked.Count);
        int to = asked.Number > 0 ? Math.Min(last, (int)asked.Number + (int)asked.Count)
            : (int)asked.Before - 1;
        terminal.Model.Take(new ChatEvent
        {
            Kind = EventKind.Past,
            Room = asked.Target,
            Count = (ulong)Math.Max(0, to - from + 1),
            Detail = end ?? (from == 1 && asked.Number == 0 ? "start" : ""),
            Asked = asked.Page,
        });
        for (int n = from; n <= to; n++)
        {
            terminal.Model.Take(new ChatEvent
            {
                Kind = EventKind.Said,
                Room = asked.Target,
                Name = "old",
                Text = text ?? $"line {n}",
                Sequence = (ulong)n,
                SenderId = 9,
                IsPast = true,
                Time = times?.Invoke(n) ?? terminal.Time.GetUtcNow(),
            });
        }
    }

    private static int[] Numbers(TerminalHarness terminal) =>
    [
        .. terminal.Lines
            .Where(static line => line.StartsWith("old: line "))
            .Select(static line => int.Parse(line["old: line ".Length..])),
    ];

    private static string[] Bottom(string[] screen) => screen[^5..^2];
}
