using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Reading;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Keys;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>The messages that a search has found, as a list and in their rooms.</summary>
internal sealed class HitTests
{
    private const string Up = "\u001B[A";
    private const string Down = "\u001B[B";

    private static readonly Key s_escape = new(KeyCode.Escape);

    [Test]
    public void Search_shows_a_list_whose_selection_moves()
    {
        TerminalHarness terminal = Searched(3);
        Assert.That(terminal.Lines[0], Is.EqualTo(PastSentences.Hits(1, 3)));
        Assert.That(terminal.Lines[1], Does.EndWith("[lobby] bob: tea 30"));
        terminal.Type(Down + Down + Down);
        Assert.That(terminal.Lines[0], Is.EqualTo(PastSentences.Hits(3, 3)));
        terminal.Type(Up);
        Assert.That(terminal.Lines[0], Is.EqualTo(PastSentences.Hits(2, 3)));
        terminal.Model.Press(s_escape);
        Assert.That(terminal.Lines, Has.None.Contains("tea 30"));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(7)]
    public void Selected_message_is_visible_on_any_screen(int rows)
    {
        TerminalHarness terminal = Searched(20);
        terminal.Rows = rows;
        for (int i = 0; i < 20; i++)
        {
            string[] screen = terminal.Screen();
            Assert.That(screen, Has.Length.EqualTo(rows));
            if (rows > 2)
            {
                Assert.That(screen, Has.Some.Contains($"tea {30 - i}"));
            }

            terminal.Type(Down);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Enter_shows_the_room_around_the_message(bool isOlderFirst)
    {
        TerminalHarness terminal = Searched(3);
        terminal.Type(Down + "\r");
        Request[] pages = [.. terminal.Link.All.Where(static r => r.Page is not null)];
        Assert.That(
            pages.Select(static r => (r.Target, r.Before, r.Number, r.Count)),
            Is.EqualTo(new[]
            {
                ("lobby", 30UL, 0UL, (ulong)PastPager.PageLines),
                ("lobby", 0UL, 29UL, (ulong)PastPager.PageLines),
            }));
        if (isOlderFirst)
        {
            Page(terminal, pages[0], 1, 29);
            Page(terminal, pages[1], 30, 99);
        }
        else
        {
            Page(terminal, pages[1], 30, 99);
            Page(terminal, pages[0], 1, 29);
        }

        string[] lines = terminal.Lines;
        int at = Array.FindIndex(lines, static line => line.EndsWith("line 29"));
        Assert.That(at, Is.InRange(8, 13), "the message is in the middle");
        Assert.That(lines[at - 1], Does.EndWith("line 28"));
        Assert.That(lines[at + 1], Does.EndWith("line 30"));
        terminal.Say("bob", "live");
        terminal.Model.Press(s_escape);
        Assert.That(terminal.Lines[^1], Is.EqualTo("bob: live"));
    }

    [Test]
    public void Message_of_another_room_is_shown_after_entering_it()
    {
        TerminalHarness terminal = Searched(1, "den");
        terminal.Type("\r");
        Assert.That(terminal.Link.Last(RequestVerb.Join).Target, Is.EqualTo("den"));
        Assert.That(terminal.Link.All.Where(static r => r.Page is not null), Is.Empty);
        terminal.Join("den");
        Assert.That(terminal.Model.Rooms.Current!.Name, Is.EqualTo("den"));
        Assert.That(
            terminal.Link.All.Where(static r => r.Page is not null).Select(static r => r.Target),
            Is.EqualTo(new[] { "den", "den" }));
    }

    [Test]
    public void Room_that_refuses_the_user_forgets_the_message()
    {
        TerminalHarness terminal = Searched(1, "den");
        terminal.Type("\r");
        terminal.Answer(terminal.Link.Last(RequestVerb.Join), EventKind.Refused, "No.");
        terminal.Join("den");
        Assert.That(terminal.Link.All.Where(static r => r.Page is not null), Is.Empty);
    }

    [Test]
    public void Typed_text_has_its_usual_keys_beside_the_list()
    {
        TerminalHarness terminal = Searched(3);
        terminal.Type("hello");
        terminal.Type(Up);
        Assert.That(terminal.Lines[0], Is.EqualTo(PastSentences.Hits(1, 3)));
        terminal.Type(Down + "\u0015hello\r");
        Assert.That(terminal.Link.Last(RequestVerb.Say).Text, Is.EqualTo("hello"));
        Assert.That(terminal.Model.Hits, Is.Null);
    }

    [Test]
    public void Search_without_a_result_says_so_in_the_room()
    {
        TerminalHarness terminal = Searched(0);
        Assert.That(terminal.Lines[^1], Is.EqualTo($"-- {SearchSentences.Found(0)}"));
        Assert.That(terminal.Model.Hits, Is.Null);
    }

    [Test]
    public void Lost_connection_is_reported_instead_of_a_jump()
    {
        TerminalHarness terminal = Searched(1);
        terminal.Link.IsUp = false;
        terminal.Type("\r");
        Assert.That(terminal.Lines[^1], Is.EqualTo($"-- {PastSentences.NoConnection}"));
    }

    /// <summary>The user has searched and found messages with falling numbers from 30.</summary>
    private static TerminalHarness Searched(int count, string room = "lobby")
    {
        var terminal = new TerminalHarness { Link = { HasPages = true, Keeps = true } };
        terminal.Join("lobby", next: 1001);
        terminal.Enter("/search tea");
        Request asked = terminal.Link.Last(RequestVerb.Search);
        Assert.That((asked.Target, asked.Text), Is.EqualTo(("", "tea")));
        terminal.Model.Take(new ChatEvent { Kind = EventKind.Hits, Count = (ulong)count });
        for (int i = 0; i < count; i++)
        {
            terminal.Model.Take(Line(terminal, room, 30 - i, $"tea {30 - i}", isHit: true));
        }

        return terminal;
    }

    private static void Page(TerminalHarness terminal, Request asked, int from, int to)
    {
        terminal.Model.Take(new ChatEvent
        {
            Kind = EventKind.Past,
            Room = asked.Target,
            Count = (ulong)(to - from + 1),
            Asked = asked.Page,
        });
        for (int n = from; n <= to; n++)
        {
            terminal.Model.Take(Line(terminal, asked.Target, n, $"line {n}", isHit: false));
        }
    }

    private static ChatEvent Line(
        TerminalHarness terminal, string room, int sequence, string text, bool isHit) => new()
        {
            Kind = EventKind.Said,
            Room = room,
            Name = "bob",
            Text = text,
            Sequence = (ulong)sequence,
            SenderId = 9,
            IsHit = isHit,
            IsPast = !isHit,
            Time = terminal.Time.GetUtcNow(),
        };
}
