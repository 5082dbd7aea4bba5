using SimpleClient.Sentences;
using SimpleClient.Terminal.Text;
using UnitTests.Support;

namespace UnitTests.Client.Terminal.Screens;

/// <summary>Columns and colours on real terminals of several sizes.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class ReadingScreenTests
{
    private static readonly string[] s_names =
        ["alice", "bob", "carl", "d\u00F6rte", "eve", "frank", "\u5C0F\u6797", "heidi"];

    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [TestCase(80, 24, 0, 0)]
    [TestCase(100, 30, 0, 18)]
    [TestCase(120, 40, 20, 18)]
    [TestCase(200, 50, 20, 18)]
    public void Names_texts_and_lists_are_in_their_columns_and_neighbours_differ_in_colour(
        int columns, int rows, int places, int people)
    {
        using var server = new ServerUnderTest();
        using TmuxScreen ann = TmuxScreen.WithClient(server.Port, "ann", columns, rows);
        var clients = s_names.Select(name => server.Text(name)).ToList();
        foreach (TestClient one in clients)
        {
            one.Say("says this");
            ann.WaitFor($"{one.Name} says this");
        }

        string here = TerminalSentences.Here((ulong)s_names.Length + 1);
        string[] all = ann.WaitUntil("all people", all => all[^2].Contains(here));
        var colours = new List<byte>();
        StyledScreen styled = ann.Styled;
        foreach (string name in s_names)
        {
            string row = all.Single(row => row.Contains($"{name} says this"));
            string head = row[..row.IndexOf("says", StringComparison.Ordinal)];
            Assert.That(CellWidth.Of(head), Is.EqualTo(places + 16), name);
            Style style = styled.Of(name, $"{name} says");
            Assert.That(style.IsBold, Is.True);
            colours.Add(style.Colour);
        }

        Assert.That(colours, Is.Unique.And.SubsetOf(NameColour.Palette));
        string edges = all[2];
        Assert.That(edges.IndexOf('\u2502'), Is.EqualTo(
            places > 0 ? places - 1 : people > 0 ? columns - people : -1));
        if (people > 0)
        {
            Assert.That(all[1][(columns - people)..], Is.EqualTo($"\u2502 {here}"));
        }

        ann.Press("F7", "F8");
        ann.WaitUntil("no lists", static all => !all[2].Contains('\u2502'));
        clients.ForEach(static one => one.Dispose());
    }
}
