using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Sentences;

namespace UnitTests.Client.Terminal.Chat.Overlays;

/// <summary>Help, topics and lists over the messages.</summary>
internal sealed class OverlayTests
{
    private const string F1 = "\u001BOP";
    private const string F2 = "\u001BOQ";
    private const string F3 = "\u001BOR";

    [Test]
    public void F1_covers_the_messages_and_Esc_uncovers_them()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Say("bob", "hi");
        long lines = terminal.Model.Rooms.Seen.Lines.End;
        terminal.Type(F1);
        Assert.That(terminal.Lines[0], Does.Contain(OverlaySentences.Help));
        Assert.That(terminal.Lines, Has.None.Contains("bob"));
        Close(terminal);
        Assert.That(terminal.Lines[^1], Is.EqualTo("bob: hi"));
        Assert.That(terminal.Model.Rooms.Seen.Lines.End, Is.EqualTo(lines), "no line in the room");
    }

    [Test]
    public void Each_key_of_the_help_fits_into_a_row_of_80_columns() => Assert.That(
        HelpSentences.Keys.Max(static line => line.Length), Is.LessThan(80));

    [Test]
    public void Ctrl_K_marks_places_with_mentions()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Say("bob", "hi");
        terminal.Say("bob", "ann: look");
        terminal.Type("\u000B");
        Assert.That(terminal.Screen()[2..4], Is.EqualTo(new[] { " 1 lobby 2!", " 2 dev" }));
    }

    [Test]
    public void Text_typed_over_the_help_goes_to_the_input_line()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type(F1 + "hello");
        Assert.That(terminal.Typed, Is.EqualTo("hello"));
        terminal.Enter("");
        Assert.That(terminal.Link.Last(RequestVerb.Say).Text, Is.EqualTo("hello"));
        Assert.That(terminal.Model.Overlay, Is.Null);
    }

    [Test]
    public void Help_scrolls_to_its_last_line()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type(F1);
        string first = terminal.Screen()[2];
        for (int i = 0; i < 10; i++)
        {
            terminal.Type("\u001B[6~");
            terminal.Screen();
        }

        Assert.That(terminal.Screen()[2], Is.Not.EqualTo(first));
        Assert.That(terminal.Screen()[^3], Is.Not.Empty, "no blank page behind the end");
        terminal.Type("\u001B[5~\u001B[5~\u001B[5~\u001B[5~\u001B[5~\u001B[5~\u001B[5~\u001B[5~");
        Assert.That(terminal.Screen()[2], Is.EqualTo(first));
    }

    [Test]
    public void F2_shows_the_whole_topic()
    {
        TerminalHarness terminal = new TerminalHarness(columns: 60);
        string topic = string.Join(' ', Enumerable.Range(0, 40).Select(static i => $"word{i}"));
        terminal.Tell(EventKind.TopicSet, "lobby", "bob", topic);
        Assert.That(terminal.Screen()[0], Does.EndWith("\u2026"));
        terminal.Type(F2);
        string shown = string.Join(' ', terminal.Screen()[2..^2].Select(static row => row.Trim()));
        Assert.That(shown.Trim(), Is.EqualTo(topic));
    }

    [Test]
    public void F3_filters_500_people_and_opens_a_conversation()
    {
        TerminalHarness terminal = new TerminalHarness();
        Members(terminal, 500);
        terminal.Type("draft");
        terminal.Type(F3);
        Assert.That(terminal.Lines[0], Does.Contain(OverlaySentences.People("lobby", 500)));
        Assert.That(terminal.Lines[1].Trim(), Is.EqualTo("n000"));
        terminal.Type("\u001B[6~\u001B[6~");
        Assert.That(terminal.Lines, Has.Some.Contains("n036"));
        terminal.Type("N37");
        Assert.That(terminal.Input, Is.EqualTo("> N37"));
        Assert.That(
            terminal.Lines[1..].Select(static row => row.Trim()),
            Is.EqualTo(Enumerable.Range(370, 10).Select(static i => $"n{i}")));
        terminal.Type("\u001B[B\r");
        Assert.That(terminal.Input, Is.EqualTo("[@n371]"));
        terminal.Type("\u001B1");
        Assert.That(terminal.Typed, Is.EqualTo("draft"), "the draft is untouched");
    }

    [Test]
    public void Ctrl_K_shows_a_place_by_a_part_of_its_name()
    {
        TerminalHarness terminal = new TerminalHarness();
        for (int i = 2; i <= 30; i++)
        {
            terminal.Join($"room{i}");
        }

        terminal.Type("\u000Bm17\r");
        Assert.That(terminal.Input, Is.EqualTo("[room17]"));
    }

    [Test]
    public void Ctrl_K_before_the_end_of_the_line_cuts()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Type("one two\u0001\u000B");
        Assert.That(terminal.Typed, Is.Empty);
        Assert.That(terminal.Model.Overlay, Is.Null);
    }

    [Test]
    public void Long_answer_does_not_fill_the_room()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/rooms");
        long lines = terminal.Model.Rooms.Seen.Lines.End;
        terminal.Model.Answer(
            terminal.Link.Last(RequestVerb.Rooms),
            new Reply(new ChatEvent
            {
                Kind = EventKind.Rooms,
                RequestId = 1,
                Count = 40,
                Entries = [.. Enumerable.Range(0, 40).Select(
                    static i => new ChatListEntry($"room{i}", 1, ""))],
            }));
        Assert.That(terminal.Model.Rooms.Seen.Lines.End, Is.EqualTo(lines));
        Assert.That(terminal.Lines, Has.Some.Contains("room7"));
        Close(terminal);
        Assert.That(terminal.Lines, Has.None.Contains("room7"));
    }

    [TestCase("#ops", RequestVerb.Join, "ops")]
    [TestCase("/join #ops", RequestVerb.Join, "ops")]
    [TestCase("/names", RequestVerb.Members, "lobby")]
    [TestCase("/names dev", RequestVerb.Members, "dev")]
    [TestCase("/list", RequestVerb.Rooms, "")]
    public void Words_of_other_programs_are_understood(
        string line, RequestVerb verb, string target)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter(line);
        Assert.That(terminal.Link.Asked.Single().Verb, Is.EqualTo(verb));
        Assert.That(terminal.Link.Asked.Single().Target, Is.EqualTo(target));
    }

    [TestCase("#1 is the best")]
    [TestCase("# a heading")]
    public void Text_with_a_hash_is_text(string line)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter(line);
        Assert.That(terminal.Link.Last(RequestVerb.Say).Text, Is.EqualTo(line));
    }

    [Test]
    public void Refused_paste_stays_without_an_n()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Paste("1\n2\n3\n4\n5\n6\n7");
        terminal.Type("\rn");
        Assert.That(terminal.Model.Question, Is.Null);
        Assert.That(terminal.Typed, Is.EqualTo("1\n2\n3\n4\n5\n6\n7"));
        Assert.That(terminal.Link.Asked, Is.Empty);
    }

    [Test]
    public void Another_place_closes_the_overlay()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Type(F1 + "\u001B1");
        Assert.That(terminal.Model.Overlay, Is.Null);
    }

    private static void Close(TerminalHarness terminal) =>
        terminal.Model.Press(new(SimpleClient.Terminal.Keys.KeyCode.Escape));

    private static void Members(TerminalHarness terminal, int count) =>
        terminal.Model.Take(new ChatEvent
        {
            Kind = EventKind.Members,
            Room = "lobby",
            Count = (ulong)count,
            Entries = [.. Enumerable.Range(0, count).Select(
                static i => new ChatListEntry($"n{i:000}", (ulong)i + 20, ""))],
        });
}
