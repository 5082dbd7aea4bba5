using Protocol.Messages;
using SimpleClient.Configuration;
using SimpleClient.Places;
using SimpleClient.Sentences;

namespace UnitTests.Client.Terminal.Chat.Settings;

/// <summary>The places that a saved server has at the next start.</summary>
internal sealed class PlaceMemoryTests
{
    private readonly FakeStore _store = new()
    {
        Server = new SavedServer { Name = "work", Host = "chat.example.org" },
    };

    private TerminalHarness _terminal = null!;

    private IEnumerable<string> Labels =>
        _terminal.Model.Rooms.All.Select(static room => room.Label);

    [SetUp]
    public void Begin()
    {
        _store.Places.Clear();
        _terminal = new TerminalHarness();
        _terminal.Model.Use(new ClientSettings { Rooms = ["dev"] }, [], _store);
        _terminal.Model.Tick();
        _store.Places.Clear();
    }

    [Test]
    public void Entered_and_left_rooms_are_stored()
    {
        _terminal.Enter("/join ops");
        _terminal.Join("ops");
        Assert.That(Stored(), Is.EqualTo(new[] { "work Open ops" }));
        Assert.That(Stored(), Is.Empty, "nothing has changed");
        _terminal.Tell(EventKind.Parted, "ops");
        Assert.That(Stored(), Is.EqualTo(new[] { "work Forgotten ops" }));
    }

    [Test]
    public void Left_room_that_each_start_enters_is_stored_as_left()
    {
        _terminal.Join("dev");
        _ = Stored();
        _terminal.Tell(EventKind.Parted, "dev");
        _terminal.Tell(EventKind.Parted, "lobby");
        Assert.That(Stored(), Is.EquivalentTo(new[] { "work Left dev", "work Left lobby" }));
        _terminal.Join("lobby");
        Assert.That(Stored(), Is.EqualTo(new[] { "work Forgotten lobby" }));
    }

    [Test]
    public void Conversation_is_stored_once_the_user_has_looked_at_it()
    {
        _terminal.Tell(EventKind.Told, name: "eve", text: "buy this");
        _terminal.Enter("/query bob");
        Assert.That(Stored(), Is.EqualTo(new[] { "work Open @bob" }));
        _terminal.Enter("/close");
        Assert.That(Stored(), Is.EqualTo(new[] { "work Forgotten @bob" }));
    }

    [Test]
    public void Shown_place_is_stored_when_the_client_ends()
    {
        _terminal.Enter("/query bob");
        _terminal.Model.SavePlaces();
        Assert.That(
            _store.Places, Is.EqualTo(new[] { "work Open @bob", "work Shown @bob" }));
    }

    [Test]
    public void Lost_connection_closes_no_place()
    {
        _terminal.Join("ops");
        _ = Stored();
        _terminal.Model.Disconnect("The connection is lost.");
        Assert.That(Stored(), Is.Empty);
    }

    [Test]
    public void Setting_turns_it_off()
    {
        _terminal.Enter("/set places off");
        _terminal.Join("ops");
        _terminal.Model.SavePlaces();
        Assert.That(_store.Places, Is.Empty);
        _terminal.Enter("/set places on");
        Assert.That(Stored(), Is.EqualTo(new[] { "work Open ops" }));
    }

    [Test]
    public void Other_servers_have_no_memory_until_they_are_saved()
    {
        var store = new FakeStore();
        var terminal = new TerminalHarness();
        terminal.Model.Use(new ClientSettings(), [], store);
        terminal.Join("ops");
        terminal.Model.Tick();
        terminal.Model.SavePlaces();
        Assert.That(store.Places, Is.Empty);
        terminal.Enter("/save home");
        Assert.That(store.Places, Is.EqualTo(new[]
        {
            "home only Forgotten lobby", "home only Open ops",
        }));
        terminal.Join("new");
        terminal.Model.Tick();
        Assert.That(store.Places[^1], Is.EqualTo("home Open new"));
    }

    [Test]
    public void Rooms_of_the_setting_are_entered_even_if_they_were_left()
    {
        _terminal.Enter("/set servers.work.rooms dev ops");
        Assert.That(_store.Places, Is.EqualTo(new[] { "work Open dev", "work Open ops" }));
    }

    [Test]
    public void Places_come_back_in_their_order_whatever_the_server_answers_first()
    {
        _terminal.Model.Open(new StartPlaces(["dev", "@bob", "ops", "web"], "ops"));
        Assert.That(
            _terminal.Link.Asked.Select(static request => (request.Verb, request.Target)),
            Is.EqualTo(new[]
            {
                (RequestVerb.Join, "ops"), (RequestVerb.Join, "dev"), (RequestVerb.Join, "web"),
            }));
        _terminal.Join("web");
        _terminal.Join("ops");
        _terminal.Join("dev");
        Assert.That(_terminal.Input, Is.EqualTo("[ops]"));
        _terminal.Join("other");
        Assert.That(
            Labels, Is.EqualTo(new[] { "lobby", "dev", "@bob", "ops", "web", "other" }));
    }

    [Test]
    public void Conversation_that_was_shown_is_shown_again_and_can_be_closed()
    {
        _terminal.Model.Open(new StartPlaces(["dev", "@bob"], "@bob"));
        _terminal.Join("dev");
        Assert.That(_terminal.Input, Is.EqualTo("[@bob]"));
        _ = Stored();
        _terminal.Enter("/close");
        Assert.That(Stored(), Is.EqualTo(new[] { "work Forgotten @bob" }));
    }

    [Test]
    public void Refused_rooms_do_not_prevent_the_start_and_are_named()
    {
        _terminal.Model.Open(new StartPlaces(["dev", "ops", "web"], "dev"));
        Refuse("dev", RefusalCode.RoomNameInvalid);
        Refuse("ops", RefusalCode.TooManyRooms);
        _terminal.Join("web");
        Assert.That(Labels, Is.EqualTo(new[] { "lobby", "web" }));
        Assert.That(_terminal.Input, Is.EqualTo("[lobby]"));
        Assert.That(
            _terminal.Lines,
            Has.Some.Contains(TerminalSentences.NotEntered("dev", "No."))
                .And.Some.Contains(TerminalSentences.NotEntered("ops", "No.")));

        // A room that can never be entered is not tried again, another one is.
        Assert.That(Stored(), Is.EqualTo(new[] { "work Forgotten dev", "work Open web" }));
    }

    [Test]
    public void Left_lobby_is_left_again()
    {
        var terminal = new TerminalHarness();
        terminal.Tell(EventKind.Parted, "lobby");
        terminal.Model.Use(new ClientSettings(), [], _store);
        terminal.Model.Open(new StartPlaces(["dev"], "dev") { IsOutOfLobby = true });
        terminal.Join("lobby");
        Assert.That(terminal.Link.Last(RequestVerb.Leave).Target, Is.EqualTo("lobby"));
        terminal.Join("dev");
        Assert.That(terminal.Model.Rooms.All.Single().Name, Is.EqualTo("dev"));
        Assert.That(terminal.Input, Is.EqualTo("[dev]"));
    }

    private void Refuse(string room, RefusalCode code) => _terminal.Refuse(
        _terminal.Link.Asked.Last(request => request.Target == room), code, "No.", "");

    private string[] Stored()
    {
        _terminal.Model.Tick();
        string[] all = [.. _store.Places];
        _store.Places.Clear();
        return all;
    }
}
