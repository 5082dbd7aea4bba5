using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Drawing;
using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal.Drawing;

/// <summary>The layout for reading: columns, topic, and the lists beside the messages.</summary>
internal sealed class ReadingTests
{
    [Test]
    public void Names_end_in_one_column_and_texts_begin_in_another()
    {
        TerminalHarness terminal = new TerminalHarness(isCompact: true);
        terminal.Say("\u5C0F\u6797", "\u304A\u306F\u3088\u3046");
        terminal.Say("alice", "great", sender: 10);
        terminal.Tell(EventKind.Acted, "lobby", "eve", "hides", sender: 11);
        terminal.Say("a-rather-long-name", "hi", sender: 12);
        Assert.That(terminal.Screen()[^6..^2], Is.EqualTo(new[]
        {
            "           \u5C0F\u6797 \u304A\u306F\u3088\u3046",
            "          alice great",
            "          * eve hides",
            "      a-rather\u2026 hi",
        }));
    }

    [Test]
    public void Repeated_time_and_name_are_blank()
    {
        TerminalHarness terminal = new TerminalHarness(isCompact: true);
        terminal.Time.Advance(60);
        terminal.Say("eve", "one");
        terminal.Say("eve", "two");
        terminal.Say("bob", "three", sender: 10);
        terminal.Say("bob", "ann: four", sender: 10);
        terminal.Time.Advance(60);
        terminal.Say("bob", "five", sender: 10);
        Assert.That(terminal.Screen()[^7..^2], Is.EqualTo(new[]
        {
            "14:01       eve one",
            "                two",
            "            bob three",
            "            bob ann: four",
            "14:02       bob five",
        }));
    }

    [Test]
    public void Continued_rows_begin_below_the_text()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 50, isCompact: true);
        terminal.Say("eve", "that check is not enough, it is written elsewhere too");
        Assert.That(terminal.Screen()[^4..^2], Is.EqualTo(new[]
        {
            "            eve that check is not enough, it is",
            "                written elsewhere too",
        }));
    }

    [Test]
    public void Neighbours_have_different_colours_and_keep_them()
    {
        var names = new NameColours();
        string[] all = [.. Enumerable.Range(0, 60).Select(static i => $"guest{i}")];
        byte[] colours = [.. all.Select(names.Of)];
        for (int i = 1; i < colours.Length; i++)
        {
            byte[] before = colours[Math.Max(0, i - 8)..i];
            Assert.That(before, Has.No.Member(colours[i]), all[i]);
        }

        Assert.That(all.Select(names.Of), Is.EqualTo(colours));
        Assert.That(names.Of("GUEST7"), Is.EqualTo(colours[7]));
    }

    [Test]
    public void Topic_is_in_the_first_row_and_cut()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 50, isCompact: true);
        Assert.That(terminal.Screen()[0], Is.EqualTo($" {TerminalSentences.NoTopic("lobby")}"));
        terminal.Tell(EventKind.TopicSet, "lobby", "bob", new string('t', 100));
        Assert.That(terminal.Screen()[0], Is.EqualTo($" {new string('t', 47)}\u2026"));
        terminal.Enter("/query bob");
        Assert.That(terminal.Screen()[0], Does.Contain("bob"));
        terminal.Rows = 7;
        Assert.That(terminal.Screen()[0], Does.Not.Contain("Only"), "no room for a topic");
    }

    [TestCase(80, false, false)]
    [TestCase(99, false, false)]
    [TestCase(100, false, true)]
    [TestCase(119, false, true)]
    [TestCase(120, true, true)]
    [TestCase(200, true, true)]
    public void Lists_are_beside_the_messages_on_wide_screens(
        int columns, bool hasPlaces, bool hasPeople)
    {
        TerminalHarness terminal = new TerminalHarness(columns, isCompact: true);
        Members(terminal, "ann", "bob", "\u5C0F\u6797");
        terminal.Say("bob", new string('x', 300));
        string[] rows = terminal.Screen();
        Assert.That(rows[1].StartsWith(" 1 lobby"), Is.EqualTo(hasPlaces));
        Assert.That(rows[1].EndsWith(TerminalSentences.Here(3)), Is.EqualTo(hasPeople));
        Assert.That(rows[3].EndsWith("bob"), Is.EqualTo(hasPeople));
        Assert.That(rows, Has.Length.EqualTo(24));
        Assert.That(
            rows.Sum(static row => row.AsSpan().Count('x')), Is.EqualTo(300), "nothing is cut");
    }

    [Test]
    public void F7_and_F8_hide_the_lists()
    {
        TerminalHarness terminal = new TerminalHarness(120, isCompact: true);
        terminal.Type("\u001B[18~");
        Assert.That(terminal.Screen()[1], Does.Not.Contain("1 lobby").And.Contain("2 here"));
        terminal.Type("\u001B[19~");
        Assert.That(terminal.Screen()[1], Does.Not.Contain("2 here"));
        terminal.Type("\u001B[18~\u001B[19~");
        Assert.That(terminal.Screen()[1], Does.Contain("1 lobby").And.Contain("2 here"));
    }

    [Test]
    public void Long_lists_show_how_many_are_left_out()
    {
        TerminalHarness terminal = new TerminalHarness(120, isCompact: true);
        Members(terminal, [.. Enumerable.Range(0, 500).Select(static i => $"n{i:000}")]);
        for (int i = 2; i <= 40; i++)
        {
            terminal.Join($"room{i}");
        }

        Assert.That(terminal.Screen(), Has.Some.StartsWith(" 40 room40"), "the current place");
        terminal.Type("\u001B1");
        string[] rows = terminal.Screen();
        Assert.That(rows[2], Does.EndWith("n000"));
        Assert.That(rows[^3], Does.EndWith(TerminalSentences.MorePlaces(481)));
    }

    [Test]
    public void Row_is_as_wide_as_the_screen_whatever_it_holds()
    {
        TerminalHarness terminal = new TerminalHarness(120, isCompact: true);
        Members(terminal, "\u5C0F\u6797\u5C0F\u6797\u5C0F\u6797\u5C0F\u6797\u5C0F", "b");
        terminal.Say("bob", "\u65E5\u672C \U0001F468\u200D\U0001F469\u200D\U0001F467 e\u0301");

        // The virtual screen throws at text beyond the edge.
        Assert.That(terminal.Screen(), Has.Some.EndsWith("\u2026"));
        Assert.That(
            ScreenLayout.Draw(terminal.Model, 120, 24, inColour: false).Rows,
            Has.Count.EqualTo(24));
    }

    private static void Members(TerminalHarness terminal, params string[] names) =>
        terminal.Model.Take(new ChatEvent
        {
            Kind = EventKind.Members,
            Room = "lobby",
            Count = (ulong)names.Length,
            Entries = [.. names.Select(
                static (name, i) => new ChatListEntry(name, (ulong)i + 20, ""))],
        });
}
