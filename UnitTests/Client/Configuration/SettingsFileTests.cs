using System.Runtime.Versioning;
using SimpleClient.Configuration;
using SimpleClient.Sentences;

namespace UnitTests.Client.Configuration;

/// <summary>The file of the settings and that of the typed lines, on a disk.</summary>
internal sealed class SettingsFileTests
{
    private string _parent = "";
    private string _folder = "";
    private string _file = "";
    private SettingsFile _settings = null!;

    [SetUp]
    public void Begin()
    {
        _parent = Directory.CreateTempSubdirectory("client-conf-").FullName;
        _folder = Path.Combine(_parent, "tcpchat");
        _file = Path.Combine(_folder, "client.conf");
        _settings = SettingsFile.In(_folder);
    }

    [TearDown]
    public void End() => Directory.Delete(_parent, recursive: true);

    [Test]
    public void Missing_file_has_the_defaults_and_is_made_by_the_first_change()
    {
        Assert.That(_settings.Read().Faults, Is.Empty);
        Assert.That(Save("theme", "\"dark\""), Is.Empty);
        Assert.That(
            File.ReadAllText(_file),
            Is.EqualTo($"{SettingSentences.Headline}theme = \"dark\"\n"));
        Assert.That(_settings.Read().Settings.Theme, Is.EqualTo(Theme.Dark));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1), "no half files stay");
    }

    [Test]
    public void Change_of_another_client_is_kept()
    {
        Save("theme", "\"dark\"");
        File.AppendAllText(_file, "future = 1 # of a newer client\n");
        Save("bell", "false");
        Assert.That(
            File.ReadAllText(_file), Does.Contain("theme = \"dark\"\n")
                .And.Contain("future = 1 # of a newer client\n").And.Contain("bell = false\n"));
    }

    [Test]
    public void Faulty_or_oversized_file_is_reported_and_not_overwritten()
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(_file, "no line\n");
        Assert.That(_settings.Read().Faults.Single(), Does.StartWith($"{_file}: line 1, "));
        Assert.That(Save("bell", "false"), Is.EqualTo(
            SettingSentences.NotSaved(SettingSentences.CorrectFirst(_file))));
        Assert.That(File.ReadAllText(_file), Is.EqualTo("no line\n"));
        File.WriteAllText(_file, new string('#', SettingsFile.MaxBytes + 1));
        Assert.That(_settings.Read().Faults, Has.Count.EqualTo(1));
        Assert.That(
            Save("bell", "false"), Does.EndWith(".").And.Contain(_file).And.Not.EndsWith(".."));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_user_can_read_the_files_and_a_link_stays()
    {
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Directory.CreateDirectory(_folder);
        string target = Path.Combine(_parent, "dotfile");
        File.WriteAllText(target, "bell = true\n");
        File.CreateSymbolicLink(_file, target);
        Assert.That(Save("bell", "false"), Is.Empty);
        Assert.That(new FileInfo(_file).LinkTarget, Is.EqualTo(target));
        Assert.That(File.ReadAllText(target), Is.EqualTo("bell = false\n"));
        Assert.That(File.GetUnixFileMode(target), Is.EqualTo(own));
        Assert.That(InputHistoryFile.In(_folder).Add("hi"), Is.Empty);
        Assert.That(
            File.GetUnixFileMode(Path.Combine(_folder, "client.history")), Is.EqualTo(own));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Program_of_a_file_that_others_can_change_is_not_used()
    {
        Save("on-mention", "[\"true\"]");
        Assert.That(_settings.Read().Settings.OnMention, Has.Count.EqualTo(1));
        File.SetUnixFileMode(_file, File.GetUnixFileMode(_file) | UnixFileMode.GroupWrite);
        SettingsContent content = _settings.Read();
        Assert.That(content.Settings.OnMention, Is.Empty);
        Assert.That(content.Faults.Single(), Does.Contain(SettingSentences.WritableByOthers));
    }

    [Test]
    public void Typed_lines_come_back_and_the_oldest_are_removed()
    {
        InputHistoryFile history = InputHistoryFile.In(_folder);
        Assert.That(history.Read(out string fault), Is.Empty);
        Assert.That(fault, Is.Empty);
        string[] lines = ["two\nlines", @"C:\new\dir", "最後"];
        for (int i = 0; i < InputHistoryFile.MaxLines; i++)
        {
            Assert.That(history.Add($"line {i}"), Is.Empty);
        }

        Array.ForEach(lines, line => history.Add(line));
        IReadOnlyList<string> read = InputHistoryFile.In(_folder).Read(out _);
        Assert.That(read, Has.Count.EqualTo(InputHistoryFile.MaxLines));
        Assert.That(read[0], Is.EqualTo("line 3"));
        Assert.That(read.TakeLast(3), Is.EqualTo(lines));
        Assert.That(
            File.ReadAllLines(Path.Combine(_folder, "client.history")),
            Has.Length.EqualTo(InputHistoryFile.MaxLines));
    }

    [Test]
    public void Without_a_folder_nothing_is_stored()
    {
        SettingsFile none = SettingsFile.In("");
        Assert.That(none.Read().Faults, Is.Empty);
        Assert.That(none.Save([new SettingChange("", "bell", "true")]), Is.Not.Empty);
        Assert.That(InputHistoryFile.In("").Add("hi"), Is.Empty);
    }

    private string Save(string key, string toml) =>
        _settings.Save([new SettingChange("", key, toml)]);
}
