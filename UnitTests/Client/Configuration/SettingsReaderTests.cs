using SimpleClient.Configuration;
using SimpleClient.Sentences;

namespace UnitTests.Client.Configuration;

/// <summary>What each line of <c>client.conf</c> does.</summary>
internal sealed class SettingsReaderTests
{
    [Test]
    public void Each_setting_is_read()
    {
        SettingsContent content = SettingsReader.Read(
            """
            # mine
            bell = false
            highlight = ["deploy", "設計"]
            history = false
            ignore = ["eve"]
            log = true
            log-folder = "/var/tmp/chat"
            markup = false
            mouse = false
            notify = "osc777"
            on-mention = ["notify-send", "chat", "a b"]
            rooms = ["dev"]
            theme = "dark"

            [keys]
            Ctrl-N = "Alt-A"
            "F5" = "Ctrl-Left"

            [servers.work] # the office
            host = "chat.example.org"
            port = 6000
            name = "sam"
            login = "sam"
            tls = true
            rooms = ["dev", "ops"]
            """);
        Assert.That(content.Faults, Is.Empty);
        ClientSettings settings = content.Settings;
        Assert.That(settings.HasBell || settings.KeepsHistory || settings.HasMarkup, Is.False);
        Assert.That(settings.HasMouse, Is.False);
        Assert.That(settings.KeepsLog, Is.True);
        Assert.That(settings.LogFolder, Is.EqualTo("/var/tmp/chat"));
        Assert.That(settings.Highlights, Is.EqualTo(new[] { "deploy", "設計" }));
        Assert.That(settings.Ignored, Is.EqualTo(new[] { "eve" }));
        Assert.That(settings.Notification, Is.EqualTo(NotificationKind.Osc777));
        Assert.That(settings.OnMention, Is.EqualTo(new[] { "notify-send", "chat", "a b" }));
        Assert.That(settings.Rooms, Is.EqualTo(new[] { "dev" }));
        Assert.That(settings.Theme, Is.EqualTo(Theme.Dark));
        Assert.That(settings.Keys, Is.EqualTo(new[]
        {
            new KeyAlias("Ctrl-N", "Alt-A"), new KeyAlias("F5", "Ctrl-Left"),
        }));
        SavedServer server = settings.Find("WORK")!;
        Assert.That((server.Host, server.Port), Is.EqualTo(("chat.example.org", 6000)));
        Assert.That((server.User, server.Login, server.IsTls), Is.EqualTo(("sam", "sam", true)));
        Assert.That(server.Rooms, Is.EqualTo(new[] { "dev", "ops" }));
    }

    [Test]
    public void Written_value_is_read_as_the_same_value()
    {
        var settings = new ClientSettings
        {
            HasBell = false,
            Highlights = ["a \"quoted\" word", "back\\slash", "🎉 party"],
            OnMention = ["sh", "-c", "echo \"$TCPCHAT_TEXT\""],
            Notification = NotificationKind.Off,
        };
        string text = string.Concat(SettingCatalog.All.Select(
            row => $"{row.Key} = {row.ToToml(settings)}\n"));
        SettingsContent content = SettingsReader.Read(text);
        Assert.That(content.Faults, Is.Empty);
        foreach (SettingRow<ClientSettings> row in SettingCatalog.All)
        {
            Assert.That(row.Get(content.Settings), Is.EqualTo(row.Get(settings)), row.Key);
        }
    }

    [Test]
    public void Unknown_key_is_reported_with_its_position_and_the_rest_is_used()
    {
        SettingsContent content =
            SettingsReader.Read("colour = 1\n  on_mention = []\ntheme = \"light\"\n");
        Assert.That(content.Settings.Theme, Is.EqualTo(Theme.Light));
        Assert.That(content.Faults, Is.EqualTo(new[]
        {
            SettingSentences.At(1, 1, SettingSentences.UnknownKey("colour", null)),
            SettingSentences.At(2, 3, SettingSentences.UnknownKey("on_mention", "on-mention")),
        }));
    }

    [TestCase("bell = 1", 1, 8)]
    [TestCase("theme = true", 1, 9)]
    [TestCase("ignore = \"eve\"", 1, 10)]
    [TestCase("ignore = [\"eve\", 3]", 1, 10)]
    [TestCase("[servers.x]\nhost = \"h\"\nport = \"5\"", 3, 8)]
    public void Wrong_type_is_reported_with_its_position(string text, int line, int column)
    {
        SettingsContent content = SettingsReader.Read(text);
        Assert.That(content.Faults, Has.Count.EqualTo(1));
        Assert.That(content.Faults[0], Does.StartWith(SettingSentences.At(line, column, "")));
        Assert.That(content.Settings.HasBell, Is.True);
        Assert.That(content.Settings.Ignored, Is.Empty);
    }

    [TestCase("theme = \"blue\"")]
    [TestCase("ignore = [\"a b\"]")]
    [TestCase("highlight = [\"x\"]")]
    [TestCase("log-folder = \"here\"")]
    [TestCase("on-mention = [\"a\\u001b\"]")]
    [TestCase("[servers.x]\nhost = \"a b\"\n")]
    [TestCase("[servers.x]\nhost = \"h\"\nport = 70000\n")]
    [TestCase("[servers.x]\nname = \"sam\"\n")]
    [TestCase("[servers.x]\nhost = \"h\"\n[servers.X]\nhost = \"i\"\n")]
    [TestCase("bell = false\nbell = false\n")]
    [TestCase("[keys]\nx = \"Alt-A\"\n")]
    [TestCase("[keys]\nF5 = 1\n")]
    [TestCase("[other]\na = 1\n")]
    [TestCase("servers.work.host = \"h\"\n")]
    public void Wrong_value_is_reported(string text) =>
        Assert.That(SettingsReader.Read(text).Faults, Is.Not.Empty);

    [Test]
    public void Key_that_is_there_twice_is_reported_and_the_first_line_is_used()
    {
        SettingsContent content =
            SettingsReader.Read("[keys]\nF5 = \"Alt-A\"\nf5 = \"Alt-B\"\n");
        Assert.That(content.Settings.Keys, Is.EqualTo(new[] { new KeyAlias("F5", "Alt-A") }));
        Assert.That(content.Faults, Is.EqualTo(new[]
        {
            SettingSentences.At(3, 1, SettingSentences.KeyTwice("f5", 2)),
        }));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void Keys_above_the_limit_are_reported(int above)
    {
        IEnumerable<string> names = Enumerable.Range('!', 'Z' - '!' + 1)
            .SelectMany(static c => new[] { $"Alt-{(char)c}", $"Ctrl-{(char)c}" })
            .Where(static name => new KeyAlias(name, "F1").Fault is null);
        string[] lines =
        [
            .. names.Take(KeyAlias.Most + above)
                .Select(static name => $"{TomlText.Quote(name)} = \"F1\""),
        ];
        Assert.That(lines, Has.Length.EqualTo(KeyAlias.Most + above));
        SettingsContent content = SettingsReader.Read($"[keys]\n{string.Join('\n', lines)}\n");
        Assert.That(content.Settings.Keys, Has.Count.EqualTo(KeyAlias.Most));
        Assert.That(content.Faults, Is.EqualTo(Enumerable.Range(0, above).Select(
            static extra => SettingSentences.At(
                KeyAlias.Most + 2 + extra,
                1,
                SettingSentences.TooMany(KeyAlias.Table, KeyAlias.Most)))));
    }

    /// <summary>A missing quote would otherwise make one string of the rest of the file.</summary>
    [Test]
    public void Line_that_is_not_TOML_does_not_disable_the_lines_around_it()
    {
        SettingsContent content = SettingsReader.Read(
            "bell = false\nthis is no line\nmarkup =\nlog-folder = \"open\n"
            + "theme = \"dark\"\n[servers.work]\nhost = \"h\"\nname = \"🎉\nport = 7\n");
        Assert.That(content.Faults, Has.Count.EqualTo(4));
        Assert.That(content.Faults[0], Does.StartWith("line 2, "));
        Assert.That(content.Faults[1], Does.StartWith("line 3, "));
        Assert.That(content.Faults[2], Does.StartWith("line 4, "));
        Assert.That(content.Faults[3], Does.StartWith("line 8, "));
        Assert.That(content.Settings.HasBell, Is.False);
        Assert.That(content.Settings.Theme, Is.EqualTo(Theme.Dark));
        Assert.That(content.Settings.Find("work")!.Port, Is.EqualTo(7));
    }

    [Test]
    public void Random_text_is_read_without_an_exception()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        const string pieces = "a=\"'[]{}.,#\n\r\t 1🎉\\\u0000\u0001servers.work\nbell = true\n";
        for (int i = 0; i < 300; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(
                _ => pieces[random.Next(pieces.Length)]));
            Assert.That(() => SettingsReader.Read(text), Throws.Nothing, $"seed {seed}: {text}");
            Assert.That(
                () => SettingsEditor.Put(text, new SettingChange("", "bell", "false")),
                Throws.Nothing,
                $"seed {seed}: {text}");
        }
    }
}
