using Protocol.Messages;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Rooms;

namespace UnitTests.Client.Terminal.Chat;

/// <summary>Private conversations, which are places beside the rooms.</summary>
internal sealed class PrivatePlaceTests
{
    [Test]
    public void Private_message_opens_a_place_and_never_lands_in_the_shown_room()
    {
        TerminalHarness terminal = new TerminalHarness();
        Tell(terminal, "bob", "psst");
        Assert.That(terminal.Lines, Has.None.Contains("psst"));
        Assert.That(terminal.Status, Does.Contain("@bob").And.Contain("!"));
        Assert.That(terminal.Input, Is.EqualTo("[lobby]"));
        terminal.Type("\u001B2");
        Assert.That(terminal.Input, Is.EqualTo("[@bob]"));
        Assert.That(terminal.Lines[^1], Does.Contain("psst").And.Contain("bob"));
        Assert.That(terminal.Model.Rooms.Current!.Unread, Is.Zero);
    }

    [TestCase("@bob")]
    [TestCase("@bob ")]
    [TestCase("/query bob")]
    [TestCase("/QUERY @bob")]
    public void Name_alone_opens_a_conversation_in_which_text_is_private(string line)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter(line);
        Assert.That(terminal.Input, Is.EqualTo("[@bob]"));
        Assert.That(terminal.Link.Asked, Is.Empty);
        terminal.Enter("hi there");
        Request("hi there", terminal);
        terminal.Answer(terminal.Link.Last(RequestVerb.Tell), EventKind.Done);
        Assert.That(terminal.Lines[^1], Does.Contain("ann").And.EndsWith("hi there"));
    }

    [Test]
    public void Query_with_a_text_sends_it_and_shows_the_conversation()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/query bob are you there?");
        Request("are you there?", terminal);
        Assert.That(terminal.Input, Is.EqualTo("[@bob]"));
    }

    [Test]
    public void Text_for_a_person_goes_to_the_conversation_without_leaving_the_room()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("@bob psst");
        Assert.That(terminal.Input, Is.EqualTo("[lobby]"));
        Assert.That(
            terminal.Model.Rooms.Seen.Lines.Last!.Text,
            Is.EqualTo(TerminalSentences.PrivateOpened("bob", 2)));
        terminal.Type("\u001B2");
        Assert.That(terminal.Lines[^1], Does.Contain("psst"));
    }

    [Test]
    public void Mistyped_name_opens_no_place()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("@bbo psst");
        terminal.Answer(terminal.Link.Last(RequestVerb.Tell), EventKind.Refused, "Nobody.");
        Assert.That(terminal.Model.Rooms.All, Has.Count.EqualTo(1));
        terminal.Type("\u001B[A");
        Assert.That(terminal.Typed, Is.EqualTo("@bbo psst"));
    }

    [TestCase("/me waves")]
    [TestCase("/users")]
    [TestCase("/topic tea")]
    [TestCase("/history")]
    public void Command_without_a_room_is_explained_and_not_sent(string line)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/query bob");
        terminal.Enter(line);
        Assert.That(terminal.Link.Asked, Is.Empty);
        Assert.That(
            terminal.Model.Rooms.Seen.Lines.Last!.Text,
            Is.EqualTo(line.StartsWith("/me")
                ? TerminalSentences.NoActionHere("bob")
                : TerminalSentences.NoRoomHere("bob")));
    }

    [TestCase("/close")]
    [TestCase("/leave")]
    public void Conversation_is_closed_without_the_server(string line)
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/query bob");
        terminal.Enter(line);
        Assert.That(terminal.Link.Asked, Is.Empty);
        Assert.That(terminal.Input, Is.EqualTo("[lobby]"));
        Assert.That(terminal.Model.Rooms.All, Has.Count.EqualTo(1));
    }

    [Test]
    public void Each_place_has_its_own_draft()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("dev");
        terminal.Type("for dev");
        Tell(terminal, "bob", "psst");
        terminal.Type("\u001B3");
        Assert.That(terminal.Typed, Is.Empty);
        terminal.Type("for bob");
        terminal.Type("\u001B1");
        Assert.That(terminal.Typed, Is.Empty);
        terminal.Type("\u001B3");
        Assert.That(terminal.Typed, Is.EqualTo("for bob"));
        terminal.Enter("");
        Request("for bob", terminal);
        terminal.Type("\u001B2");
        Assert.That(terminal.Typed, Is.EqualTo("for dev"));
        terminal.Enter("");
        Assert.That(terminal.Link.Last(RequestVerb.Say).Target, Is.EqualTo("dev"));
    }

    [Test]
    public void Text_typed_after_a_join_is_for_the_room()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/query bob");
        terminal.Enter("/join dev");
        terminal.Enter("hello dev");
        Assert.That(
            terminal.Link.Asked.Select(static r => r.Verb), Has.No.Member(RequestVerb.Tell));
        terminal.Join("dev");
        Assert.That(terminal.Link.Last(RequestVerb.Say).Target, Is.EqualTo("dev"));
    }

    [Test]
    public void Pasted_lines_all_go_to_the_person()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/query bob");
        terminal.Paste("one\ntwo\n/quit");
        terminal.Enter("");
        Assert.That(
            terminal.Link.Asked.Select(static r => (r.Verb, r.Target, r.Text)),
            Is.EqualTo(new[]
            {
                (RequestVerb.Tell, "bob", "one"), (RequestVerb.Tell, "bob", "two"),
                (RequestVerb.Tell, "bob", "/quit"),
            }));
    }

    [Test]
    public void Conversation_follows_a_new_name()
    {
        TerminalHarness terminal = new TerminalHarness();
        Tell(terminal, "bob", "psst");
        terminal.Tell(EventKind.Renamed, "lobby", "bob", "rob");
        terminal.Type("\u001B2");
        Assert.That(terminal.Input, Is.EqualTo("[@rob]"));
        terminal.Enter("hi");
        Assert.That(terminal.Link.Last(RequestVerb.Tell).Target, Is.EqualTo("rob"));
        terminal.Tell(EventKind.Renamed, "lobby", "rob", "tim", sender: 55);
        Assert.That(terminal.Input, Is.EqualTo("[@rob]"), "another person of that name");
    }

    [Test]
    public void Room_and_person_of_the_same_name_are_two_places()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Join("bob");
        Tell(terminal, "bob", "psst");
        Assert.That(terminal.Model.Rooms.Find("bob")!.IsPrivate, Is.False);
        Assert.That(terminal.Model.Rooms.FindPrivate("bob")!.IsPrivate, Is.True);
        terminal.Enter("hello");
        Assert.That(terminal.Link.Last(RequestVerb.Say).Target, Is.EqualTo("bob"));
    }

    [Test]
    public void Lost_connection_keeps_the_conversation_and_joins_no_room_for_it()
    {
        TerminalHarness terminal = new TerminalHarness();
        terminal.Enter("/query bob");
        terminal.Model.Disconnect("The connection is lost.");
        terminal.Model.Reconnect("ann", "ann");
        terminal.Join("lobby");
        Assert.That(
            terminal.Link.All.Select(static request => request.Target), Has.No.Member("bob"));
        Assert.That(terminal.Input, Is.EqualTo("[@bob]"));
    }

    [Test]
    public void Other_users_open_a_limited_number_of_places_and_lose_no_line()
    {
        TerminalHarness terminal = new TerminalHarness();
        for (int i = 0; i < 150; i++)
        {
            Tell(terminal, $"user{i}", $"line {i}");
        }

        RoomList rooms = terminal.Model.Rooms;
        Assert.That(rooms.All.Count(static room => room.IsPrivate), Is.EqualTo(100));
        Assert.That(
            rooms.All.Sum(static room => room.Unread)
                + terminal.Lines.Count(static line => line.Contains(TerminalSentences.Private)),
            Is.InRange(120, 150));
        Assert.That(terminal.Lines[^1], Does.EndWith("line 149"));
    }

    private static void Tell(TerminalHarness terminal, string name, string text) =>
        terminal.Tell(EventKind.Told, name: name, text: text);

    private static void Request(string text, TerminalHarness terminal)
    {
        var request = terminal.Link.Last(RequestVerb.Tell);
        Assert.That((request.Target, request.Text), Is.EqualTo(("bob", text)));
    }
}
