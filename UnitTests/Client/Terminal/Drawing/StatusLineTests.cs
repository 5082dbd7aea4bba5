using Protocol.Messages;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Drawing;
using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal.Drawing;

/// <summary>The parts of the status that remain on a narrow screen.</summary>
internal sealed class StatusLineTests
{
    private const string Lost = "no connection, next try in 11 s, Enter: now";

    private static readonly string s_long = string.Concat(Enumerable.Repeat("roomname", 8));

    [TestCase(
        80,
        " ann \u2502 1 lobby \u2502 2 here \u2502 no connection, next try in 11 s, Enter: now")]
    [TestCase(65, " 1 lobby \u2502 2 here \u2502 no connection, next try in 11 s, Enter: now")]
    [TestCase(56, " 1 lobby \u2502 no connection, next try in 11 s, Enter: now")]
    [TestCase(50, " 1 lobby \u2502 no connection, next try in 11 s")]
    [TestCase(40, " 1 lobby \u2502 no connection")]
    [TestCase(25, " 1 lobby \u2502 no connection")]
    [TestCase(22, " 1 l\u2026 \u2502 no connection")]
    [TestCase(20, " 1\u2026 \u2502 no connection")]
    [TestCase(18, " no connection")]
    [TestCase(14, " no connection")]
    [TestCase(10, " no connec")]
    public void Missing_connection_is_shown_at_every_width(int columns, string status) =>
        Assert.That(Status("lobby", columns, Lost), Is.EqualTo(status));

    [TestCase(64, "no connection, next try in 600 s")]
    [TestCase(30, "no connection")]
    public void Long_room_name_is_shortened_for_a_connection_problem(int columns, string rest)
    {
        string status = Status(s_long, columns, Lost.Replace("11", "600"));
        Assert.That(
            status, Does.StartWith($" 1 {s_long[..5]}").And.EndsWith($"\u2026 \u2502 {rest}"));
    }

    [Test]
    public void Wide_character_is_never_split()
    {
        string wide = string.Concat(Enumerable.Repeat("\u65E5", 20));
        for (int columns = 10; columns <= 80; columns++)
        {
            TerminalHarness terminal = new TerminalHarness(columns);
            terminal.Join(wide);
            terminal.Model.Trouble = Lost;
            int cells = StatusLine.Spans(terminal.Model, columns)
                .Sum(static span => CellWidth.Of(span.Text));
            Assert.That(cells, Is.EqualTo(Math.Max(columns, 15)), $"{columns} columns");
            Assert.That(terminal.Status, Does.Contain(" no connection"[..Math.Min(10, columns)]));
        }
    }

    [TestCase("connecting")]
    [TestCase(Lost)]
    public void No_width_hides_a_missing_connection(string trouble)
    {
        for (int columns = 10; columns <= 100; columns++)
        {
            foreach (string room in new[] { "lobby", s_long })
            {
                Assert.That(
                    Status(room, columns, trouble),
                    Does.Contain(columns < 15 ? trouble[..9] : trouble.Split(',')[0]),
                    $"{room}, {columns} columns");
            }
        }
    }

    [Test]
    public void Places_with_mentions_and_unread_lines_are_shown_longest()
    {
        TerminalHarness terminal = Places(20);
        terminal.Say("bob", "hi", "room12");
        terminal.Say("bob", "ann!", "room17");
        Assert.That(terminal.Status, Does.StartWith(" ann \u2502 1 lobby  2 room2"));
        Assert.That(terminal.Status, Does.Contain("12 room12 1").And.Contain("17 room17 1!"));
        Assert.That(terminal.Status, Does.Match(@"\+\d+ more"));
        Assert.That(terminal.Status.Length, Is.LessThanOrEqualTo(80));
        terminal.Columns = 40;
        Assert.That(terminal.Status, Does.Contain("17 room17 1!"));
        terminal.Columns = 20;
        Assert.That(terminal.Status, Does.StartWith(" 1 lobby"));
    }

    [TestCase(
        80, " maximiliane-\u2026 \u2502 1 lobby  2 room2  3 room3  31 @bob 1!  +27 more \u2502")]
    [TestCase(40, " 1 lobby  31 @bob 1!  +29 more \u2502 2 here")]
    public void Long_own_name_is_cut(int columns, string status)
    {
        TerminalHarness terminal = Places(30);
        terminal.Tell(
            EventKind.Named,
            name: "maximiliane-friederike-von-berg1",
            sender: TerminalHarness.OwnId);
        terminal.Tell(EventKind.Told, name: "bob", text: "psst");
        terminal.Columns = columns;
        Assert.That(terminal.Status, Does.StartWith(status));
    }

    [Test]
    public void Long_place_does_not_hide_the_others()
    {
        TerminalHarness terminal = Places(6);
        terminal.Join(s_long);
        terminal.Type("\u001B7");
        Assert.That(terminal.Status, Does.StartWith(
            $" ann \u2502 1 lobby  2 room2  3 room3  7 {s_long[..18]}\u2026  +3 more \u2502"));
    }

    [TestCase(80)]
    [TestCase(120)]
    public void Long_name_of_a_place_never_hides_its_unread_messages(int columns)
    {
        TerminalHarness terminal = new TerminalHarness(columns);
        terminal.Type("\u001B[18~");
        terminal.Join(s_long + "x");
        terminal.Join(s_long);
        terminal.Say("bob", "ann: look", s_long + "x");
        string[] rows = terminal.Screen();
        Assert.That(rows[^2], Does.Match("2 roomname[^ ]*\u2026 1!"));
        if (columns == 120)
        {
            Assert.That(rows[2], Does.Match("^ 2 roomname[^ ]*\u2026 1! +\u2502"));
        }
    }

    [Test]
    public void Hidden_places_are_counted_at_every_width()
    {
        TerminalHarness terminal = Places(30);
        for (int columns = 40; columns <= 200; columns++)
        {
            terminal.Columns = columns;
            string status = terminal.Status;
            int shown = Enumerable.Range(2, 29).Count(i => status.Contains($"{i} room{i}"))
                + (status.Contains("1 lobby") ? 1 : 0);
            Assert.That(status, Does.Contain(TerminalSentences.MorePlaces(30 - shown)));
        }
    }

    [Test]
    public void Place_is_found_at_the_column_where_it_is_drawn()
    {
        TerminalHarness terminal = Places(3);
        int column = terminal.Status.IndexOf("2 room2", StringComparison.Ordinal);
        Assert.That(
            StatusLine.PlaceAt(terminal.Model, 80, column + 3)!.Name, Is.EqualTo("room2"));
        Assert.That(StatusLine.PlaceAt(terminal.Model, 80, 1), Is.Null);
        Assert.That(StatusLine.PlaceAt(terminal.Model, 80, 79), Is.Null);
    }

    private static TerminalHarness Places(int count)
    {
        TerminalHarness terminal = new TerminalHarness();
        for (int i = 2; i <= count; i++)
        {
            terminal.Join($"room{i}");
        }

        terminal.Type("\u001B1");
        return terminal;
    }

    private static string Status(string room, int columns, string trouble)
    {
        TerminalHarness terminal = new TerminalHarness(columns);
        if (room != "lobby")
        {
            terminal.Tell(EventKind.Parted, "lobby");
            terminal.Join(room);
        }

        terminal.Model.Trouble = trouble;
        return terminal.Status;
    }
}
