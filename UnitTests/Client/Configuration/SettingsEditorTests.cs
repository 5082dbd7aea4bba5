using SimpleClient.Configuration;

namespace UnitTests.Client.Configuration;

/// <summary>Changes of one value keep every other character.</summary>
internal sealed class SettingsEditorTests
{
    private const string Text =
        "# top\r\nfuture = { a = 1 } # unknown\r\n  bell   = true   # rings\r\n\r\n"
        + "# the office\r\n[servers.work] # w\r\nhost = \"h\"  # here\r\nrooms = [\r\n"
        + "  \"a\", # x\r\n]\r\n\r\n[servers.home]\r\n";

    [TestCase("", "bell", "false", "   = true ", "   = false ")]
    [TestCase("", "theme", "\"dark\"", "# rings\r\n", "# rings\r\ntheme = \"dark\"\r\n")]
    [TestCase("servers.work", "host", "\"i\"", "= \"h\"", "= \"i\"")]
    [TestCase("servers.WORK", "rooms", "[]", "[\r\n  \"a\", # x\r\n]", "[]")]
    [TestCase(
        "servers.work", "port", "7",
        "]\r\n\r\n[servers.h", "]\r\nport = 7\r\n\r\n[servers.h")]
    [TestCase(
        "servers.home", "host", "\"x\"",
        "[servers.home]\r\n", "[servers.home]\r\nhost = \"x\"\r\n")]
    public void Only_the_value_changes(
        string server, string key, string toml, string before, string after)
    {
        Assert.That(Text.Split(before), Has.Length.EqualTo(2), "the test names one place");
        Assert.That(
            SettingsEditor.Put(Text, new SettingChange(server, key, toml)),
            Is.EqualTo(Text.Replace(before, after)));
    }

    [TestCase("", "", "bell", "bell = 1\n")]
    [TestCase("# only a comment", "", "bell", "# only a comment\nbell = 1\n")]
    [TestCase("# of x\n[servers.x]\n", "", "bell", "bell = 1\n# of x\n[servers.x]\n")]
    [TestCase("a = 2", "servers.new", "host", "a = 2\n\n[servers.new]\nhost = 1\n")]
    [TestCase("", "servers.new", "host", "[servers.new]\nhost = 1\n")]
    [TestCase("[servers.new]", "servers.new", "host", "[servers.new]\nhost = 1\n")]
    [TestCase("", "keys", "Alt-.", "[keys]\n\"Alt-.\" = 1\n")]
    [TestCase("[keys]\n\"Alt-\\\"\" = 2\n", "keys", "Alt-\"", "[keys]\n\"Alt-\\\"\" = 1\n")]
    [TestCase("", "keys", "Ctrl-T", "[keys]\nCtrl-T = 1\n")]
    public void Missing_key_is_added(string text, string server, string key, string expected) =>
        Assert.That(
            SettingsEditor.Put(text, new SettingChange(server, key, "1")), Is.EqualTo(expected));

    [Test]
    public void Every_key_that_can_change_is_written_as_TOML()
    {
        foreach (char c in Enumerable.Range('!', '~' - '!' + 1).Select(static c => (char)c))
        {
            var key = new KeyAlias($"Alt-{c}", "F1");
            Assert.That(key.Fault, Is.Null, key.From);
            string? text = SettingsEditor.Put(
                "", new SettingChange(KeyAlias.Table, key.From, TomlText.Quote(key.To)));
            SettingsContent content = SettingsReader.Read(text!);
            Assert.That(content.Faults, Is.Empty, text);
            Assert.That(content.Settings.Keys, Is.EqualTo(new[] { key }));
        }
    }

    [TestCase("no line")]
    [TestCase("a = \"open\nbell = true\n")]
    public void Text_with_a_fault_is_not_changed(string text) =>
        Assert.That(SettingsEditor.Put(text, new SettingChange("", "bell", "false")), Is.Null);
}
