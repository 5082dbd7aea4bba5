using SimpleClient.Sentences;
using SimpleClient.Terminal.Drawing;
using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal.Drawing;

/// <summary>What the status keeps where there is no room for all of it.</summary>
internal sealed class StatusLineTests
{
    private const string Lost = "no connection, next try in 11 s, Enter: now";

    private static readonly string s_long = string.Concat(Enumerable.Repeat("roomname", 8));

    private static readonly string s_people = TerminalSentences.People(2);

    private static readonly string s_connected = TerminalSentences.StatusConnected.TrimEnd();

    private static readonly object[][] s_cutForLoss =
    [
        Cut(21, $"\u2026 {s_people} | {Lost.Replace("11", "600")}"),
    ];

    private static readonly object[][] s_cutWhenWell =
    [
        Cut(64, $" {s_people} {s_connected}"),
        Cut(62, $"\u2026 {s_people} {s_connected}"),
        Cut(15, $"\u2026 {s_people} {s_connected}"),
        CutAfter(15, $"\u2026 {s_people} {s_connected}", $"\u2026 {s_connected}"),
        Cut(15, $"\u2026 {s_connected}"),
        CutAfter(15, $"\u2026 {s_connected}", "\u2026"),
    ];

    [TestCase(80, " lobby {0} | no connection, next try in 11 s, Enter: now")]
    [TestCase(56, " lobby | no connection, next try in 11 s, Enter: now")]
    [TestCase(50, " lobby | no connection, next try in 11 s")]
    [TestCase(40, " lobby | no connection")]
    [TestCase(23, " lobby | no connection")]
    [TestCase(22, " lob\u2026 | no connection")]
    [TestCase(21, " lo\u2026 | no connection")]
    [TestCase(20, " l\u2026 | no connection")]
    [TestCase(19, " no connection")]
    [TestCase(14, " no connection")]
    [TestCase(10, " no connec")]
    public void That_there_is_no_connection_is_kept_longest(int columns, string status) =>
        Assert.That(
            Status("lobby", columns, Lost), Is.EqualTo(string.Format(status, s_people)));

    [TestCaseSource(nameof(s_cutForLoss))]
    [TestCase(66, 16, "\u2026 | no connection, next try in 600 s, Enter: now")]
    [TestCase(64, 26, "\u2026 | no connection, next try in 600 s")]
    [TestCase(30, 11, "\u2026 | no connection")]
    public void A_long_room_is_cut_for_the_connection(int columns, int kept, string rest) =>
        Assert.That(
            Status(s_long, columns, Lost.Replace("11", "600")),
            Is.EqualTo($" {s_long[..kept]}{rest}"));

    [TestCaseSource(nameof(s_cutWhenWell))]
    public void A_long_room_is_cut_for_a_connection_that_is_well_but_not_to_nothing(
        int columns, int kept, string rest) =>
        Assert.That(Status(s_long, columns, ""), Is.EqualTo($" {s_long[..kept]}{rest}"));

    [Test]
    public void A_wide_character_is_never_cut_in_two()
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
    public void No_width_hides_that_there_is_no_connection(string trouble)
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

    /// <summary>A row that fills the screen, with a blank on either side.</summary>
    private static object[] Cut(int kept, string rest) => [kept + rest.Length + 2, kept, rest];

    /// <summary>One column less than another row needs, where more is left out.</summary>
    private static object[] CutAfter(int keptBefore, string restBefore, string rest)
    {
        int more = restBefore.Length - rest.Length - 1;
        return Cut(keptBefore + more, rest);
    }

    private static string Status(string room, int columns, string trouble)
    {
        TerminalHarness terminal = new TerminalHarness(columns);
        if (room != "lobby")
        {
            terminal.Tell(global::Protocol.Messages.EventKind.Parted, "lobby");
            terminal.Join(room);
        }

        terminal.Model.Trouble = trouble;
        return terminal.Status;
    }
}
