using System.Runtime.Versioning;
using SimpleClient.Places;
using SimpleClient.Sentences;

namespace UnitTests.Client.Places;

/// <summary>The file of the places of a saved server, on a disk.</summary>
internal sealed class PlacesFileTests
{
    private string _folder = "";
    private string _path = "";
    private PlacesFile _file = null!;

    [SetUp]
    public void Begin()
    {
        _folder = Directory.CreateTempSubdirectory("client-places-").FullName;
        _path = Path.Combine(_folder, "places", "work");
        _file = PlacesFile.In(_folder, "Work");
    }

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Missing_file_gives_the_rooms_of_the_settings()
    {
        StartPlaces places = Read("dev", "ops");
        Assert.That(places.Labels, Is.EqualTo(new[] { "dev", "ops" }));
        Assert.That(places.Shown, Is.EqualTo("dev"));
        Assert.That(places.IsOutOfLobby, Is.False);
    }

    [Test]
    public void Opened_places_come_back_in_their_order()
    {
        Apply(("dev", PlaceState.Open), ("@bob", PlaceState.Open), ("ops", PlaceState.Open));
        Apply(("DEV", PlaceState.Open), ("@bob", PlaceState.Shown), ("ops", PlaceState.Shown));
        StartPlaces places = Read("extra", "Ops");
        Assert.That(places.Labels, Is.EqualTo(new[] { "extra", "Ops", "dev", "@bob" }));
        Assert.That(places.Shown, Is.EqualTo("ops"));
        Assert.That(File.ReadAllText(_path), Is.EqualTo("+dev\n+@bob\n*ops\n"));
    }

    [Test]
    public void Left_room_of_the_settings_stays_left_until_it_is_opened_again()
    {
        Apply(("dev", PlaceState.Left), ("lobby", PlaceState.Left));
        Assert.That(Read("dev", "ops").Labels, Is.EqualTo(new[] { "ops" }));
        Assert.That(Read("dev", "ops").IsOutOfLobby, Is.True);
        Apply(("dev", PlaceState.Open), ("lobby", PlaceState.Forgotten));
        Assert.That(Read("dev", "ops").Labels, Is.EqualTo(new[] { "dev", "ops" }));
        Assert.That(Read("dev", "ops").IsOutOfLobby, Is.False);
    }

    [Test]
    public void Lobby_may_be_shown_and_is_not_entered()
    {
        Apply(("dev", PlaceState.Open), ("lobby", PlaceState.Shown));
        Assert.That(Read().Labels, Is.EqualTo(new[] { "dev" }));
        Assert.That(Read().Shown, Is.EqualTo("lobby"));
    }

    [Test]
    public void Forgotten_place_has_no_row()
    {
        Apply(("dev", PlaceState.Open), ("@bob", PlaceState.Open));
        Apply(("@bob", PlaceState.Forgotten), ("never", PlaceState.Forgotten));
        Assert.That(File.ReadAllText(_path), Is.EqualTo("+dev\n"));
    }

    [Test]
    public void Saved_places_replace_all_earlier_ones()
    {
        Apply(("dev", PlaceState.Open), ("ops", PlaceState.Left));
        Assert.That(
            _file.Apply([new PlaceChange("new", PlaceState.Open)], replaces: true), Is.Empty);
        Assert.That(File.ReadAllText(_path), Is.EqualTo("+new\n"));
    }

    [Test]
    public void Changes_of_several_clients_at_the_same_time_are_all_kept()
    {
        Parallel.For(0, 24, i => Assert.That(
            PlacesFile.In(_folder, "work").Apply([new PlaceChange($"room{i}", PlaceState.Open)]),
            Is.Empty));
        Assert.That(
            Read().Labels, Is.EquivalentTo(Enumerable.Range(0, 24).Select(i => $"room{i}")));
    }

    [Test]
    public void Invalid_rows_are_dropped()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllText(_path, "dev\n+ops\n+\n+a b\n+\u001B[31m\n+@\n+@bob\n+OPS\n?x\n");
        Assert.That(Read().Labels, Is.EqualTo(new[] { "ops", "@bob" }));
    }

    [TestCase(PlacesFile.MaxRows - 1, "room0")]
    [TestCase(PlacesFile.MaxRows, "room0")]
    [TestCase(PlacesFile.MaxRows + 1, "room1")]
    public void Oldest_rows_above_the_limit_are_removed(int count, string first)
    {
        Apply([.. Enumerable.Range(0, count).Select(i => ($"room{i}", PlaceState.Open))]);
        Assert.That(Read().Labels, Has.Count.EqualTo(Math.Min(count, PlacesFile.MaxRows)));
        Assert.That(Read().Labels[0], Is.EqualTo(first));
    }

    [Test]
    public void Unusable_file_is_reported_and_not_overwritten()
    {
        Directory.CreateDirectory(_path);
        StartPlaces places = _file.Read(["dev"], "lobby", out string fault);
        Assert.That(places.Labels, Is.EqualTo(new[] { "dev" }));
        Assert.That(fault, Is.EqualTo(
            SettingSentences.Unreadable(_path, StartupSentences.IsFolder)));
        Assert.That(
            _file.Apply([new PlaceChange("dev", PlaceState.Open)]),
            Is.EqualTo(SettingSentences.PlacesNotSaved($"{_path}: {StartupSentences.IsFolder}")));
    }

    [Test]
    public void Lock_that_another_process_keeps_is_an_error_after_a_second()
    {
        Apply(("dev", PlaceState.Open));
        using (new FileStream(
            $"{_path}.lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.That(
                _file.Apply([new PlaceChange("ops", PlaceState.Open)]),
                Does.StartWith(SettingSentences.PlacesNotSaved("")[..20]));
        }

        Assert.That(File.ReadAllText(_path), Is.EqualTo("+dev\n"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no such modes")]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_user_can_read_the_file()
    {
        Apply(("dev", PlaceState.Open));
        Assert.That(
            File.GetUnixFileMode(_path),
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void Without_a_server_or_a_folder_nothing_is_stored()
    {
        Assert.That(
            PlacesFile.In(_folder, "").Apply([new PlaceChange("dev", PlaceState.Open)]), Is.Empty);
        Assert.That(
            PlacesFile.In("", "work").Apply([new PlaceChange("dev", PlaceState.Open)]), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(_folder), Is.Empty);
    }

    private StartPlaces Read(params string[] rooms)
    {
        StartPlaces places = _file.Read(rooms, "lobby", out string fault);
        Assert.That(fault, Is.Empty);
        return places;
    }

    private void Apply(params (string Label, PlaceState State)[] changes) => Assert.That(
        _file.Apply([.. changes.Select(static one => new PlaceChange(one.Label, one.State))]),
        Is.Empty);
}
