using Protocol.Messages;
using SimpleClient.Configuration;
using SimpleClient.Library;
using SimpleClient.Sentences;

namespace UnitTests.Client.Terminal.Chat.Settings;

/// <summary>Ignored people, and highlighted words.</summary>
internal sealed class IgnoreTests
{
    private const ulong Eve = 66;

    private readonly FakeStore _store = new();
    private TerminalHarness _terminal = null!;

    [SetUp]
    public void Begin()
    {
        _store.Changes.Clear();
        _terminal = new TerminalHarness();
        _terminal.Model.Use(new ClientSettings(), [], _store);
    }

    [Test]
    public void Messages_of_an_ignored_person_are_hidden_everywhere()
    {
        _terminal.Enter("/ignore EVE");
        Assert.That(
            _store.Changes, Is.EqualTo(new[] { new SettingChange("", "ignore", "[\"EVE\"]") }));
        string[] before = _terminal.Lines;
        _terminal.Say("eve", "ann: hidden", sender: Eve);
        _terminal.Tell(EventKind.Acted, "lobby", "eve", "hides", Eve);
        _terminal.Tell(EventKind.Told, "", "eve", "psst", Eve);
        Assert.That(_terminal.Lines, Is.EqualTo(before));
        Assert.That(_terminal.Model.Rooms.All, Has.Count.EqualTo(1), "no conversation is opened");
        Assert.That(_terminal.Model.TakeBell(), Is.False);
        _terminal.Say("bob", "visible");
        Assert.That(_terminal.Lines[^1], Is.EqualTo("bob: visible"));
        Assert.That(_terminal.Model.Rooms.Seen.LastSequence, Is.EqualTo(3), "no gap is suspected");
    }

    [Test]
    public void Ignored_person_stays_hidden_after_a_change_of_name()
    {
        _terminal.Enter("/ignore eve");
        _terminal.Tell(EventKind.Renamed, "lobby", "eve", "evelyn", Eve);
        _terminal.Say("evelyn", "unseen", sender: Eve);
        Assert.That(_terminal.Lines, Has.None.Contains("unseen"));
        _terminal.Say("evelyn", "another person", sender: 67);
        Assert.That(_terminal.Lines[^1], Is.EqualTo("evelyn: another person"));
        _terminal.Enter("/unignore eve");
        _terminal.Say("evelyn", "back", sender: Eve);
        Assert.That(_terminal.Lines[^1], Is.EqualTo("evelyn: back"));
    }

    [Test]
    public void Joins_leaves_new_names_and_topics_of_an_ignored_person_are_hidden()
    {
        _terminal.Enter("/ignore eve");
        string[] before = _terminal.Lines;
        _terminal.Tell(EventKind.Entered, "lobby", "eve", sender: Eve);
        Assert.That(_terminal.Model.Rooms.Seen.People.Count, Is.EqualTo(3), "still counted");
        Assert.That(_terminal.Model.Rooms.Seen.People.Names, Does.Contain("eve"));
        _terminal.Tell(EventKind.Renamed, "lobby", "eve", "evelyn", Eve);
        Assert.That(_terminal.Model.Rooms.Seen.People.Names, Does.Contain("evelyn"));
        _terminal.Tell(EventKind.TopicSet, "lobby", "evelyn", "eve was here", Eve);
        Assert.That(_terminal.Model.Rooms.Seen.Topic, Is.EqualTo("eve was here"));
        _terminal.Tell(EventKind.Departed, "lobby", "evelyn", sender: Eve);
        Assert.That(_terminal.Model.Rooms.Seen.People.Count, Is.EqualTo(2));
        Assert.That(_terminal.Lines, Is.EqualTo(before));
        Assert.That(_terminal.Model.Rooms.Seen.LastSequence, Is.EqualTo(4), "no gap is suspected");
        _terminal.Tell(EventKind.Entered, "lobby", "bob", sender: 68);
        _terminal.Tell(EventKind.Renamed, "lobby", "bob", "eve", 68);
        Assert.That(_terminal.Lines, Has.Length.EqualTo(before.Length + 2), "others stay visible");
    }

    [Test]
    public void List_names_the_ignored_people_and_one_can_be_removed()
    {
        _terminal.Enter("/ignore");
        Assert.That(_terminal.Lines[^1], Is.EqualTo($"-- {SettingSentences.NobodyIgnored}"));
        _terminal.Enter("/ignore eve");
        _terminal.Enter("/ignore @mallory");
        _terminal.Enter("/ignore");
        Assert.That(
            _terminal.Lines[^1], Is.EqualTo($"-- {SettingSentences.Ignored("eve, mallory")}"));
        _terminal.Enter("/unignore EVE");
        _terminal.Enter("/unignore eve");
        Assert.That(_terminal.Lines[^1], Is.EqualTo($"-- {SettingSentences.NotIgnored("eve")}"));
        Assert.That(_terminal.Model.Settings.Ignored, Is.EqualTo(new[] { "mallory" }));
    }

    [Test]
    public void Own_messages_are_never_hidden()
    {
        _terminal.Enter("/ignore ann");
        _terminal.Enter("mine");
        _terminal.Confirm("mine");
        Assert.That(_terminal.Lines[^1], Is.EqualTo("ann: mine"));
    }

    [Test]
    public void Own_message_in_the_history_is_confirmed_although_the_name_is_ignored()
    {
        _terminal.Enter("/ignore old");
        _terminal.Enter("mine");
        _terminal.Model.Disconnect("The connection is lost.");
        _terminal.Model.Reconnect("old", "old");
        _terminal.Tell(EventKind.Named, name: "old", sender: 8);
        _terminal.Join("lobby");
        _terminal.TellPast("lobby", (1, "mine", TerminalHarness.OwnId), (2, "again", 8));
        Assert.That(_terminal.Lines[^2..], Is.EqualTo(new[] { "old: mine", "old: again" }));
        Assert.That(_terminal.Typed, Is.Empty, "the message is not given back as lost");
    }

    [Test]
    public void History_hides_them_too()
    {
        _terminal.Enter("/ignore old");
        _terminal.TellPast("lobby", (1, "hidden", Eve), (2, "hidden too", Eve));
        Assert.That(_terminal.Lines, Has.None.Contains("hidden too"));
    }

    [Test]
    public void Page_of_hidden_messages_does_not_end_the_history()
    {
        _terminal.Link.HasPages = true;
        _terminal.Model.Rooms.Current!.LastSequence = 400;
        _terminal.Enter("/ignore eve");
        _terminal.Type("\u001B[5~");
        var request = _terminal.Link.All.Last(static one => one.Page is not null);
        Assert.That(request.Page, Is.Not.Null);
        _terminal.Model.Take(new ChatEvent
        {
            Kind = EventKind.Past,
            Room = "lobby",
            Count = 3,
            Asked = request.Page,
        });
        for (ulong sequence = 301; sequence <= 303; sequence++)
        {
            _terminal.Model.Take(new ChatEvent
            {
                Kind = EventKind.Said,
                Room = "lobby",
                Name = "eve",
                Text = "hidden",
                Sequence = sequence,
                SenderId = Eve,
                IsPast = true,
            });
        }

        Assert.That(_terminal.Model.Rooms.Current!.Past!.Oldest, Is.EqualTo(301));
        Assert.That(_terminal.Model.Rooms.Current!.Past!.IsAtStart, Is.False);
    }

    [Test]
    public void Highlighted_word_is_a_mention()
    {
        _terminal.Enter("/highlight deploy");
        Assert.That(
            _store.Changes,
            Is.EqualTo(new[] { new SettingChange("", "highlight", "[\"deploy\"]") }));
        _terminal.Join("dev");
        _terminal.Say("bob", "the Deploy failed");
        _terminal.Say("bob", "redeployed");
        Assert.That(_terminal.Model.Rooms.Find("lobby")!.Mark.Calls, Is.EqualTo(1));
        Assert.That(_terminal.Model.TakeBell(), Is.True);
        _terminal.Enter("/unhighlight deploy");
        _terminal.Say("bob", "deploy again");
        Assert.That(_terminal.Model.Rooms.Find("lobby")!.Mark.Calls, Is.EqualTo(1));
        _terminal.Enter("/highlight");
        Assert.That(
            _terminal.Lines[^1], Is.EqualTo($"-- {SettingSentences.NothingHighlighted}"));
    }
}
