using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Drawing;

namespace UnitTests.Client.Terminal.Chat.Reading;

/// <summary><c>/open</c> and <c>/link</c>.</summary>
internal sealed class LinkTests
{
    private static readonly string s_long = "https://a.example/"
        + string.Concat(Enumerable.Range(0, 50).Select(static i => $"{i:000}"));

    [TestCase("/open", "https://d.example/")]
    [TestCase("/open 1", "https://d.example/")]
    [TestCase("/open 2", "https://c.example/")]
    [TestCase("/open 3", "https://b.example/")]
    [TestCase("/OPEN 4", "https://a.example/")]
    public void Links_are_counted_from_the_newest(string command, string opened)
    {
        TerminalHarness terminal = new TerminalHarness();
        var all = new List<string>();
        terminal.Model.TryOpen = address =>
        {
            all.Add(address);
            return true;
        };
        terminal.Say("bob", "https://a.example/ and https://b.example/");
        terminal.Say("bob", "no link");
        terminal.Say("bob", "https://c.example/, then https://d.example/");
        terminal.Enter(command);
        terminal.Enter(command);
        Assert.That(all, Is.EqualTo(new[] { opened, opened }), "its notice is not a link");
        Assert.That(terminal.Lines[^1], Is.EqualTo($"-- {OpenSentences.Opened(opened)}"));
        Assert.That(terminal.Link.Asked, Is.Empty, "no text for the server");
    }

    [Test]
    public void Last_nine_links_have_their_numbers_behind_their_message()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "https://a.example/ and https://b.example/");
        Assert.That(
            terminal.Lines[^1],
            Is.EqualTo("bob: https://a.example/ and https://b.example/  [2] [1]"));
        for (int i = 1; i <= 8; i++)
        {
            terminal.Say("bob", $"https://c.example/{i}");
        }

        Assert.That(terminal.Lines[^9..], Is.EqualTo(new[]
        {
            "bob: https://a.example/ and https://b.example/  [9]",
            "bob: https://c.example/1  [8]",
            "bob: https://c.example/2  [7]",
            "bob: https://c.example/3  [6]",
            "bob: https://c.example/4  [5]",
            "bob: https://c.example/5  [4]",
            "bob: https://c.example/6  [3]",
            "bob: https://c.example/7  [2]",
            "bob: https://c.example/8  [1]",
        }));
        terminal.Say("bob", "no link");
        terminal.Say("bob", "https://d.example/");
        Assert.That(
            terminal.Lines[^11], Is.EqualTo("bob: https://a.example/ and https://b.example/"));
        Assert.That(terminal.Lines[^1], Is.EqualTo("bob: https://d.example/  [1]"));
    }

    [Test]
    public void Links_of_other_places_are_not_counted()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "https://a.example/");
        terminal.Join("dev");
        terminal.Type("\u001B2");
        terminal.Enter("/open");
        Assert.That(terminal.Lines[^1], Is.EqualTo($"-- {OpenSentences.NoLinks}"));
    }

    [Test]
    public void Links_of_older_loaded_messages_are_counted_and_PgUp_is_suggested()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 160);
        string opened = "";
        terminal.Model.TryOpen = address =>
        {
            opened = address;
            return true;
        };
        terminal.Link.HasPages = true;
        terminal.Join("dev", next: 300);
        terminal.Type("\u001B2");
        terminal.Enter("/open");
        Assert.That(
            terminal.Lines[^1], Is.EqualTo($"-- {OpenSentences.NoLinks}"), "it has no history");
        terminal.TellPast("dev", (299, "no link", 9));
        for (int i = 0; i < 30; i++)
        {
            terminal.Say("bob", $"https://new.example/{i}", "dev");
        }

        terminal.Enter("/open 31");
        Assert.That(terminal.Lines[^1], Is.EqualTo($"-- {OpenSentences.FewerLoaded(30)}"));
        terminal.Type("\u001B[5~\u001B[5~");
        Request asked = terminal.Link.All.Last(static one => one.Page is not null);
        terminal.Model.Take(new ChatEvent
        {
            Kind = EventKind.Past,
            Room = "dev",
            Count = 2,
            Asked = asked.Page,
        });
        foreach (ulong number in (ulong[])[297, 298])
        {
            terminal.Model.Take(new ChatEvent
            {
                Kind = EventKind.Said,
                Room = "dev",
                Name = "bob",
                Text = $"https://old.example/{number}",
                Sequence = number,
                SenderId = 9,
                IsPast = true,
            });
        }

        terminal.Enter("/open 32");
        Assert.That(opened, Is.EqualTo("https://old.example/297"));
        Assert.That(terminal.Lines[^1], Is.EqualTo($"-- {OpenSentences.Opened(opened)}"));
        terminal.Enter("/open 32");
        Assert.That(
            terminal.Lines[^1],
            Is.EqualTo($"-- {OpenSentences.FewerLoaded(30)}"),
            "the older messages are not loaded any more");
    }

    [TestCase("/open 2", true)]
    [TestCase("/open 0", false)]
    [TestCase("/open x", false)]
    [TestCase("/open 99999999999", false)]
    public void Wrong_number_is_explained(string command, bool isNumber)
    {
        TerminalHarness terminal = new TerminalHarness(columns: 120);
        terminal.Say("bob", "https://a.example/");
        terminal.Enter(command);
        Assert.That(terminal.Lines[^1], Is.EqualTo(
            $"-- {(isNumber ? OpenSentences.FewerLinks(1) : OpenSentences.OpenUsage)}"));
    }

    [TestCase("/open")]
    [TestCase("/link")]
    public void Link_that_does_not_open_is_alone_on_the_screen_in_one_piece(string command)
    {
        TerminalHarness terminal = new TerminalHarness(columns: 40, rows: 12);
        terminal.Say("bob", s_long);
        terminal.Type("draft");
        terminal.Type("\u0001\u000B");
        terminal.Enter(command);
        Frame frame = ScreenLayout.Draw(terminal.Model, 40, 12, inColour: true);
        var screen = new VirtualScreen(40, 12);
        screen.Write(new FrameWriter().Write(frame));
        string[] rows = [.. screen.Rows];
        Assert.That(string.Concat(rows[..5]), Is.EqualTo(s_long));
        Assert.That(screen.Wraps, Is.EqualTo(4), "the terminal itself breaks the link");
        Assert.That(rows[^1], Is.EqualTo(OpenSentences.BelowLink[..40].TrimEnd()));
        Assert.That(terminal.Model.ShowsOnlyMessages, Is.True, "the mouse selects");
        Assert.That(terminal.Screen(), Is.EqualTo(rows), "drawn after the other screen");
        terminal.Type("x");
        Assert.That(terminal.Input, Is.EqualTo("[lobby]"), "the key only returns");
    }

    [Test]
    public void Link_longer_than_the_screen_is_cut_with_an_explanation()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 20, rows: 6);
        terminal.Say("bob", s_long);
        terminal.Enter("/link");
        string[] rows = terminal.Screen();
        Assert.That(string.Concat(rows[..5]), Is.EqualTo(s_long[..100]));
        Assert.That(rows[^1], Is.EqualTo(OpenSentences.TooLongLink[..20].TrimEnd()));
    }

    [Test]
    public void Link_in_a_text_is_drawn_with_its_whole_address_on_each_row()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 60);
        terminal.Say("bob", s_long);
        Frame frame = ScreenLayout.Draw(terminal.Model, 60, 24, inColour: true);
        Assert.That(
            frame.Rows.Count(static row => row.Contains($"\u001B]8;;{s_long}\u001B\\")),
            Is.EqualTo(4));
    }
}
