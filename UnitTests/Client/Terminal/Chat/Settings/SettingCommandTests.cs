using Protocol.Messages;
using SimpleClient.Configuration;
using SimpleClient.Places;
using SimpleClient.Sentences;

namespace UnitTests.Client.Terminal.Chat.Settings;

/// <summary><c>/set</c> and the other commands that change settings.</summary>
internal sealed class SettingCommandTests
{
    private readonly FakeStore _store = new();
    private TerminalHarness _terminal = null!;

    [SetUp]
    public void Begin()
    {
        _store.Changes.Clear();
        _store.Typed.Clear();
        _terminal = new TerminalHarness();
        _terminal.Model.Use(new ClientSettings(), [], _store);
    }

    private ClientSettings Settings => _terminal.Model.Settings;

    [Test]
    public void Set_alone_lists_all_settings_with_their_values()
    {
        _terminal.Enter("/set servers.work.host h");
        _terminal.Enter("/set");
        string all = string.Join('\n', _terminal.Screen());
        foreach (SettingRow<ClientSettings> row in SettingCatalog.All)
        {
            Assert.That(all, Does.Contain($" {row.Key}: {row.Show(Settings)}  ("), row.Key);
        }

        Assert.That(all, Does.Contain(" servers.work.host: h  ("));
    }

    [TestCase("theme dark", "theme", "\"dark\"")]
    [TestCase("markup off", "markup", "false")]
    [TestCase("mouse off", "mouse", "false")]
    [TestCase("notify osc777", "notify", "\"osc777\"")]
    [TestCase("rooms dev ops", "rooms", "[\"dev\", \"ops\"]")]
    [TestCase("on-mention notify-send \"a b\"", "on-mention", "[\"notify-send\", \"a b\"]")]
    [TestCase("on-mention off", "on-mention", "[]")]
    [TestCase("log-folder /tmp/a b", "log-folder", "\"/tmp/a b\"")]
    public void Changed_value_is_stored_and_shown(string typed, string key, string toml)
    {
        _terminal.Enter($"/set {typed}");
        Assert.That(_store.Changes, Is.EqualTo(new[] { new SettingChange("", key, toml) }));
        Assert.That(_terminal.Lines[^1], Does.StartWith($"-- {key}: "));
        Assert.That(_terminal.Link.Asked, Is.Empty, "nothing goes to the server");
    }

    [TestCase("Markup OFF")]
    [TestCase("theme blue")]
    [TestCase("colour red")]
    [TestCase("servers.a b.host h")]
    [TestCase("servers.work.port 0")]
    [TestCase("servers.work.colour red")]
    [TestCase("servers..host h")]
    [TestCase("ignore a/b")]
    public void Invalid_value_changes_nothing_and_is_explained(string typed)
    {
        int before = _terminal.Lines.Length;
        _terminal.Enter($"/set {typed}");
        Assert.That(_store.Changes, Is.Empty);
        Assert.That(_terminal.Lines, Has.Length.GreaterThan(before));
        Assert.That(Settings, Is.EqualTo(new ClientSettings()));
    }

    [Test]
    public void Key_gets_the_effect_of_another_key()
    {
        _terminal.Join("dev");
        _terminal.Enter("/set keys.Ctrl-T Alt-1");
        Assert.That(_store.Changes, Is.EqualTo(new[]
        {
            new SettingChange("keys", "Ctrl-T", "\"Alt-1\""),
        }));
        _terminal.Type("\u0014");
        Assert.That(_terminal.Input, Is.EqualTo("[lobby]"));
        _terminal.Enter("/set keys.ctrl-t F1");
        Assert.That(Settings.Keys, Is.EqualTo(new[] { new KeyAlias("Ctrl-T", "F1") }));
        _terminal.Type("\u0014");
        Assert.That(_terminal.Model.Overlay, Is.Not.Null);
    }

    [TestCase("keys.a Alt-1")]
    [TestCase("keys.Enter Alt-1")]
    [TestCase("keys.Ctrl-C Alt-1")]
    [TestCase("keys.Ctrl-T nothing")]
    [TestCase("keys.F13 Alt-1")]
    [TestCase("keys. Alt-1")]
    public void Key_that_is_needed_or_unknown_is_refused(string typed)
    {
        _terminal.Enter($"/set {typed}");
        Assert.That(_store.Changes, Is.Empty);
        Assert.That(Settings.Keys, Is.Empty);
    }

    [Test]
    public void Tab_completes_the_key()
    {
        _terminal.Type("/set th\t");
        Assert.That(_terminal.Typed, Is.EqualTo("/set theme "));
    }

    [Test]
    public void Room_that_is_entered_again_is_not_announced_again()
    {
        _terminal.Join("dev");
        _terminal.Join("dev");
        Assert.That(
            _terminal.Lines.Count(static line => line.StartsWith("-- You are in dev")),
            Is.EqualTo(1));
    }

    [Test]
    public void Bell_is_a_setting()
    {
        _terminal.Enter("/bell");
        Assert.That(Settings.HasBell, Is.False);
        _terminal.Enter("/bell on");
        Assert.That(_store.Changes.Select(static c => $"{c.Key} {c.Toml}"), Is.EqualTo(new[]
        {
            "bell false", "bell true",
        }));
    }

    [Test]
    public void Save_stores_the_server_the_name_and_the_rooms()
    {
        _terminal.Join("dev");
        _terminal.Join("ops");
        _terminal.Enter("/save work");
        SavedServer server = Settings.Find("work")!;
        Assert.That((server.Host, server.Port), Is.EqualTo(("chat.example.org", 5050)));
        Assert.That((server.User, server.Login, server.IsTls), Is.EqualTo(("ann", "", false)));
        Assert.That(server.Rooms, Is.EqualTo(new[] { "dev", "ops" }));
        Assert.That(_store.Changes, Is.EquivalentTo(new[]
        {
            new SettingChange("servers.work", "host", "\"chat.example.org\""),
            new SettingChange("servers.work", "port", "5050"),
            new SettingChange("servers.work", "name", "\"ann\""),
            new SettingChange("servers.work", "tls", "false"),
            new SettingChange("servers.work", "rooms", "[\"dev\", \"ops\"]"),
        }));
        _terminal.Enter("/save not a name");
        Assert.That(_store.Changes, Has.Count.EqualTo(5));
    }

    [Test]
    public void Save_as_a_guest_removes_the_account_from_the_file()
    {
        string text = "[servers.work]\nhost = \"h\"\nlogin = \"sam\"\n";
        _terminal.Model.Use(SettingsReader.Read(text).Settings, [], _store);
        _terminal.Enter("/save work");
        foreach (SettingChange change in _store.Changes)
        {
            text = SettingsEditor.Put(text, change)!;
        }

        SettingsContent stored = SettingsReader.Read(text);
        Assert.That(stored.Faults, Is.Empty);
        SavedServer server = stored.Settings.Find("work")!;
        Assert.That((server.Login, server.User), Is.EqualTo(("", "ann")));
    }

    [Test]
    public void Markup_off_shows_the_text_unformatted()
    {
        _terminal.Say("bob", "*bold* :smile: `x`");
        string before = _terminal.Lines[^1];
        _terminal.Enter("/set markup off");
        Assert.That(_terminal.Lines[^2], Is.EqualTo("bob: *bold* :smile: `x`"));
        Assert.That(before, Does.Not.Contain(":smile:"));
    }

    [Test]
    public void Mouse_off_and_the_bare_view_leave_the_mouse_to_the_terminal()
    {
        Assert.That(_terminal.Model.HasMouse, Is.True);
        _terminal.Enter("/set mouse off");
        Assert.That(_terminal.Model.HasMouse, Is.False);
        _terminal.Enter("/set mouse on");
        Assert.That(_terminal.Model.HasMouse, Is.True);
        _terminal.Type("\u001Bl");
        Assert.That(_terminal.Model.HasMouse, Is.False);
    }

    [Test]
    public void Typed_lines_are_stored_except_those_that_may_have_a_password()
    {
        foreach (string line in new[]
        {
            "hello", "/login", "/login ann secret", "/register secret", "/password old new",
            "/oper secret", "/regster secret", " not stored", "@bob hi", "/set theme dark",
        })
        {
            _terminal.Enter(line);
            _terminal.Type(line == "/login" ? "\u0003" : "");
        }

        Assert.That(_store.Typed, Is.EqualTo(new[] { "hello", "@bob hi", "/set theme dark" }));
        _terminal.Enter("/set history off");
        _terminal.Enter("unseen");
        Assert.That(_store.Typed, Does.Not.Contain("unseen"));
    }

    [Test]
    public void Lines_of_earlier_starts_come_back_with_Up_and_are_not_stored_again()
    {
        TerminalHarness again = new TerminalHarness();
        again.Model.Use(new ClientSettings(), ["one", "/login ann secret", "two\nlines"], _store);
        Assert.That(_store.Typed, Is.Empty);
        again.Type("\u001B[A\u001B[A\u001B[A");
        Assert.That(again.Typed, Is.EqualTo("one"));
    }

    [Test]
    public void Several_rooms_are_entered_and_the_first_is_shown()
    {
        _terminal.Model.Open(StartPlaces.Of(["dev", "ops", "lobby"]));
        Assert.That(
            _terminal.Link.Asked.Select(static request => (request.Verb, request.Target)),
            Is.EqualTo(new[] { (RequestVerb.Join, "dev"), (RequestVerb.Join, "ops") }));
        _terminal.Join("dev");
        _terminal.Join("ops");
        Assert.That(_terminal.Input, Is.EqualTo("[dev]"));
        Assert.That(
            _terminal.Model.Rooms.All.Select(static room => room.Name),
            Is.EqualTo(new[] { "lobby", "dev", "ops" }));
        Assert.That(_terminal.Lines, Has.None.Contains(TerminalSentences.YouAreInToo("ops")));
    }
}
