using Protocol.Messages;
using Protocol.Sentences;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Chat.Requests;
using SimpleClient.Terminal.Drawing;
using UnitTests.Sentences;

namespace UnitTests.Client.Terminal.Drawing;

/// <summary>The drawn screen, at usual and unusual sizes.</summary>
internal sealed class ScreenTests
{
    private static readonly string s_well =
        $" ann \u2502 1 lobby \u2502 {TerminalSentences.Here(2)}";

    [Test]
    public void Messages_are_above_the_status_and_the_input()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "hi");
        terminal.Type("hel");
        string[] screen = terminal.Screen();
        Assert.That(screen, Has.Length.EqualTo(24));
        Assert.That(screen[^3], Is.EqualTo("14:00       bob hi"));
        Assert.That(
            screen[^2],
            Does.StartWith(
                s_well.TrimEnd()));
        Assert.That(screen[^1], Is.EqualTo("[lobby] hel"));
    }

    [Test]
    public void Every_kind_of_line_has_its_format()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "said");
        terminal.Tell(EventKind.Acted, "lobby", "bob", "waves");
        terminal.Tell(EventKind.TopicSet, "lobby", "bob", "tea");
        terminal.Tell(EventKind.Renamed, "lobby", "bob", "rob");
        terminal.Tell(EventKind.Departed, "lobby", "rob", "connection lost");
        Assert.That(terminal.Lines[^5..], Is.EqualTo(new[]
        {
            "bob: said", "* bob waves",
            TextLine.TopicSet("bob", "tea"),
            TextLine.Renamed("bob", "rob"),
            $"-- rob {PresenceSentences.Left} (connection lost)",
        }));
    }

    [Test]
    public void Long_message_is_indented_below_its_text()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 30);
        terminal.Say("bob", "one two three four five six seven");
        Assert.That(terminal.Screen()[^4..^2], Is.EqualTo(new[]
        {
            "14:00 bob: one two three four", "           five six seven",
        }));
    }

    [Test]
    public void Full_row_keeps_its_last_character()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 20);
        terminal.Say("bob", "https://example.com/abcdef");
        Assert.That(
            string.Concat(terminal.Lines[^3..].Select(static row => row.Trim())), Is.EqualTo(
            "bob: https://example.com/abcdef  [1]"));
    }

    [TestCase("\u65E5\u672C\u8A9E abc")]
    [TestCase("\U0001F468\u200D\U0001F469\u200D\U0001F467 \u2764\uFE0F e\u0301")]
    public void Wide_and_joined_characters_are_drawn_in_place(string text)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", text);
        Assert.That(terminal.Lines[^1], Is.EqualTo($"bob: {text}"));
    }

    [Test]
    public void Remote_text_draws_only_itself()
    {
        const string evil = "x\u001B[2J\r\n\u009B31m\u202E\u0007 \u2028y";
        TerminalHarness terminal = new TerminalHarness();
        foreach (EventKind kind in Enum.GetValues<EventKind>())
        {
            if (kind is not (EventKind.Joined or EventKind.Parted or EventKind.Past))
            {
                terminal.Tell(kind, "lobby", evil, evil, sender: 30 + (ulong)kind);
            }
        }

        terminal.Join(evil);
        Frame frame = ScreenLayout.Draw(terminal.Model, 80, 24, inColour: true);
        string all = string.Concat(frame.Rows);
        Assert.That(all, Does.Not.Contain("\u001B[2J").And.Not.Contain("\u202E"));
        Assert.That(all.Any(static c => c != '\u001B' && char.IsControl(c)), Is.False);

        // The virtual screen throws at any sequence that is not the client's own.
        Assert.That(terminal.Screen(), Has.Length.EqualTo(24));
    }

    [Test]
    public void Midnight_adds_a_date_line()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "late");
        terminal.Time.Advance(TimeSpan.FromHours(10));
        terminal.Model.Tick();
        terminal.Model.Tick();
        terminal.Say("bob", "early");
        string[] rows = terminal.Screen()[^5..^2];
        Assert.That(rows[1], Does.StartWith("\u2500\u2500\u2500\u2500 Sunday, 22 November 2026 "));
        Assert.That(rows[0], Is.EqualTo("14:00       bob late"));
        Assert.That(rows[2], Is.EqualTo("00:00       bob early"));
    }

    [Test]
    public void Own_name_is_highlighted_and_rings_the_bell_once()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "annie is not meant");
        Assert.That(terminal.Model.TakeBell(), Is.False);
        terminal.Say("bob", "but ANN, you are");
        string row = ScreenLayout.Draw(terminal.Model, 80, 24, inColour: true).Rows[^3];
        Assert.That(row, Does.Contain(";7").And.Contain("ANN\u001B["));
        Assert.That(terminal.Model.TakeBell(), Is.True);
        Assert.That(terminal.Model.TakeBell(), Is.False);
        terminal.Enter("/bell off");
        terminal.Tell(EventKind.Told, "", "bob", "psst");
        Assert.That(terminal.Model.TakeBell(), Is.False);
    }

    [Test]
    public void Styles_remain_without_colours()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "a *bold* `word`");
        string all = string.Concat(ScreenLayout.Draw(terminal.Model, 80, 24, inColour: false).Rows);
        Assert.That(all, Does.Not.Contain("38;5;").And.Contain("\u001B[0;1m"));
    }

    [Test]
    public void Shortcode_is_drawn_as_an_emoji_and_sent_as_typed()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter(":smile: *x*");
        Assert.That(terminal.Link.Last(RequestVerb.Say).Text, Is.EqualTo(":smile: *x*"));
        terminal.Confirm(":smile: *x*");
        Assert.That(terminal.Lines[^1], Is.EqualTo("ann: \U0001F604 *x*"));
    }

    [TestCase(1, 1)]
    [TestCase(10, 2)]
    [TestCase(12, 3)]
    [TestCase(80, 24)]
    [TestCase(200, 50)]
    public void Screen_of_any_size_is_filled_exactly(int columns, int rows)
    {
        TerminalHarness terminal = new TerminalHarness(Math.Max(10, columns), rows);
        terminal.Join("a-room-with-a-rather-long-name");
        terminal.Say("bob", new string('x', 300));
        terminal.Type(new string('\u65E5', 100));
        Assert.That(terminal.Screen(), Has.Length.EqualTo(rows));
        terminal.Model.Press(new(SimpleClient.Terminal.Keys.KeyCode.PageUp));
        Assert.That(terminal.Screen(), Has.Length.EqualTo(rows));
        Assert.That(
            ScreenLayout.Draw(terminal.Model, columns, rows, inColour: true).Rows,
            Has.Count.EqualTo(rows));
    }

    [Test]
    public void Lag_is_shown_above_half_a_second()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Time.Advance(LagMeter.Interval);
        terminal.Model.Tick();
        terminal.Time.Advance(0.5);
        Assert.That(terminal.Status, Does.Not.Contain(TerminalSentences.Lag(0.5).Trim()[..5]));
        terminal.Time.Advance(0.2);
        Assert.That(terminal.Status, Does.Contain(TerminalSentences.Lag(0.7).Trim()));
        terminal.Answer(terminal.Link.Last(RequestVerb.Ping), EventKind.Pong);
        terminal.Time.Advance(3);
        Assert.That(
            terminal.Status,
            Does.Contain(TerminalSentences.Lag(0.7).Trim()),
            "until the next answer");
        terminal.Time.Advance(LagMeter.Interval);
        terminal.Model.Tick();
        terminal.Answer(terminal.Link.Last(RequestVerb.Ping), EventKind.Pong);
        Assert.That(terminal.Status, Does.Not.Contain(TerminalSentences.Lag(0.5).Trim()[..5]));
    }

    [Test]
    public void Ping_of_the_old_connection_does_not_count_as_lag_of_the_new_one()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Time.Advance(LagMeter.Interval);
        terminal.Model.Tick();
        terminal.Time.Advance(30);
        terminal.Model.Disconnect("The connection is lost.");
        terminal.Model.Reconnect("ann", "ann");
        terminal.Join("lobby");
        Assert.That(terminal.Model.Lag.Lag, Is.EqualTo(TimeSpan.Zero));
        Assert.That(terminal.Status, Does.Not.Contain(TerminalSentences.Lag(0.5).Trim()[..5]));
    }

    [Test]
    public void Bell_rings_at_most_once_in_two_seconds()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "ann!");
        Assert.That(terminal.Model.TakeBell(), Is.True);
        terminal.Time.Advance(1.9);
        terminal.Say("bob", "ann!!");
        Assert.That(terminal.Model.TakeBell(), Is.False);
        terminal.Time.Advance(0.1);
        Assert.That(terminal.Model.TakeBell(), Is.False, "that one was skipped");
        terminal.Say("bob", "ann!!!");
        Assert.That(terminal.Model.TakeBell(), Is.True);
    }
}
