using System.Text;
using System.Text.Json;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences.Operators;
using Protocol.Messages;

namespace UnitTests.Storage;

internal sealed class HousekeepingTests
{
    private StoreFixture _fixture = null!;

    [SetUp]
    public void Open()
    {
        _fixture = new StoreFixture(static o => o with { Keep = TimeSpan.FromDays(2) });
        _fixture.Open();
    }

    [TearDown]
    public void Close() => _fixture.Dispose();

    [Test]
    public void Expired_lines_are_deleted_and_pages_say_so()
    {
        _fixture.SayAll(1, 450);
        _fixture.SayAll(1, 5, "archive");
        _fixture.SayAll(1, 5, "short");
        _fixture.Store.Append(new StoreChange.RoomKeep("Archive", TimeSpan.FromDays(30)));
        _fixture.Store.Append(new StoreChange.RoomKeep("short", TimeSpan.FromHours(1)));
        _fixture.Clock.Advance(TimeSpan.FromDays(1));
        _fixture.SayAll(451, 460);
        _fixture.Reopen();
        _fixture.RunUntil(() => _fixture.Store.Measure().Messages == 465);
        Assert.That(_fixture.Page(1, room: "short").IsPurged, Is.True);
        _fixture.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMilliseconds(1));
        _fixture.Reopen();
        _fixture.RunUntil(() => _fixture.Store.Measure().Messages == 15);
        PageQuery page = _fixture.Page(500);
        Assert.That(page.Lines.Select(static l => l.Sequence), Is.EqualTo(
            Enumerable.Range(451, 10)));
        Assert.That(page.ReachesStart && page.IsPurged, Is.True);
        Assert.That(_fixture.Page(5).IsPurged, Is.False, "there are older lines");
        Assert.That(_fixture.Page(9, room: "archive").IsPurged, Is.False);
        Assert.That(_fixture.Search("line", "1"), Has.Exactly(1).Items, "of the archive");
        Assert.That(_fixture.State.Rooms.Single(static r => r.Name == "lobby").Next,
            Is.EqualTo(461));
    }

    [Test]
    public void A_room_is_reported_when_its_last_line_has_expired()
    {
        EmptiedRoom[] emptied = [];
        _fixture.SayAll(1, 300, "den");
        _fixture.SayAll(1, 5, "tea");
        _fixture.Clock.Advance(TimeSpan.FromDays(1));
        _fixture.SayAll(6, 6, "tea");
        _fixture.Keep();
        _fixture.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMilliseconds(1));
        _fixture.Reopen();
        _fixture.Store.RoomsEmptied = rooms => emptied = [.. rooms];
        _fixture.RunUntil(() => emptied.Length > 0);
        Assert.That(emptied, Is.EqualTo(new[] { new EmptiedRoom("den", 300) }));
        _fixture.Store.Append(new StoreChange.RoomRemoved("den"));
        _fixture.Reopen();
        Assert.That(_fixture.State.Rooms.Select(static r => r.Name), Is.EqualTo(new[] { "tea" }));
    }

    [Test]
    public void A_room_without_lines_is_removed_after_the_time()
    {
        _fixture.Store.Append(new StoreChange.RoomState("visited", 5, 3));
        _fixture.Reopen();
        Assert.That(_fixture.State.Rooms.Single().Next, Is.EqualTo(3));
        _fixture.Clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromMilliseconds(1));
        _fixture.Reopen();
        Assert.That(_fixture.State.Rooms, Is.Empty);
    }

    [Test]
    public void Erase_empties_names_and_texts_and_keeps_numbers()
    {
        for (ulong number = 1; number <= 2500; number++)
        {
            _fixture.Say(number, $"word {number}", name: number % 2 == 0 ? "ALICE" : "bob");
        }

        _fixture.Say(2501, "our rules", name: "alice", kind: EventKind.TopicSet);
        _fixture.Keep();
        MaintenanceQuery query = _fixture.Ask(new MaintenanceQuery(MaintenanceTask.Erase, "alice"));
        Assert.That(query.Result, Is.EqualTo(StoreSentences.Erased(1251, "alice")));
        PageQuery page = _fixture.Page(3000);
        Assert.That(page.Lines, Has.Count.EqualTo(2501));
        Assert.That(
            page.Lines.Where(static l => l.Sequence % 2 == 0),
            Has.All.Property(nameof(StoredLine.Text)).Empty
                .And.All.Property(nameof(StoredLine.Name)).Empty);
        Assert.That(_fixture.Search("word"), Has.Exactly(100).Items);
        Assert.That(_fixture.Search("2500"), Is.Empty);
        Assert.That(_fixture.Search("2499"), Has.Exactly(1).Items);
        _fixture.Reopen();
        Assert.That(_fixture.State.Rooms.Single().Topic, Is.Empty);
    }

    [Test]
    public void Backups_are_made_when_they_are_due_and_old_ones_are_deleted()
    {
        using var fixture = new StoreFixture(
            static o => o with { BackupEvery = TimeSpan.FromHours(1), BackupKeep = 2 });
        fixture.Open();
        fixture.Clock.Advance(TimeSpan.FromMinutes(59));
        fixture.Reopen();
        for (int i = 1; i <= 3; i++)
        {
            fixture.Clock.Advance(TimeSpan.FromHours(2));
            fixture.Reopen();
            long due = fixture.Clock.UnixMs / 1000 * 1000;
            fixture.RunUntil(() => fixture.Store.Measure().LastBackupUnixMs == due);
        }

        fixture.RunUntil(() => fixture.Paths.FindBackups().Count == 2);
    }

    [Test]
    public void A_backup_opens_in_another_folder_with_new_incarnations()
    {
        _fixture.SayAll(1, 50);
        _fixture.Keep();
        string folder = Path.Combine(_fixture.Folder, "other");
        string copy = Path.Combine(folder, "chat.db");
        _fixture.Ask(new MaintenanceQuery(MaintenanceTask.Backup, copy));
        _fixture.SayAll(51, 60);
        _fixture.Store.Close();
        _fixture.Open(folder);
        Assert.That(_fixture.State.WasClean, Is.False);
        Assert.That(_fixture.State.Rooms.Single().LastStored, Is.EqualTo(50));
        Assert.That(_fixture.Search("line"), Has.Exactly(50).Items);
        var again = new MaintenanceQuery(MaintenanceTask.Backup, copy);
        bool isAnswered = false;
        again.Answered = _ => isAnswered = true;
        _fixture.Store.TryStart(again);
        _fixture.RunUntil(() => isAnswered);
        Assert.That(again.Fault!.Message, Does.Contain(StoreSentences.FileExists(copy)));
    }

    [TestCase(MaintenanceTask.Export)]
    [TestCase(MaintenanceTask.Backup)]
    public void A_name_without_a_folder_is_a_file_beside_the_backups(MaintenanceTask task)
    {
        _fixture.Say(1, "line");
        _fixture.Keep();
        _fixture.Ask(new MaintenanceQuery(task, "copy"));
        Assert.That(Path.Combine(_fixture.Paths.Backups, "copy"), Does.Exist);
    }

    [Test]
    public void An_export_is_one_object_of_JSON_for_each_line()
    {
        _fixture.SayAll(1, 2001);
        _fixture.Say(2002, "quote \" and 中文 \\ \u2028", kind: EventKind.Acted);
        _fixture.Keep();
        string file = Path.Combine(_fixture.Folder, "export.jsonl");
        MaintenanceQuery query = _fixture.Ask(new MaintenanceQuery(MaintenanceTask.Export, file));
        Assert.That(query.Result, Is.EqualTo(StoreSentences.Exported(2002, file)));
        string[] lines = File.ReadAllText(file, Encoding.UTF8).TrimEnd('\n').Split('\n');
        Assert.That(lines, Has.Length.EqualTo(2002));
        for (int i = 0; i < lines.Length; i++)
        {
            using JsonDocument line = JsonDocument.Parse(lines[i]);
            Assert.That(line.RootElement.GetProperty("number").GetInt32(), Is.EqualTo(i + 1));
            Assert.That(
                line.RootElement.GetProperty("incarnation").GetString(),
                Is.EqualTo(StoreFixture.Incarnation.ToString()));
        }

        using JsonDocument last = JsonDocument.Parse(lines[^1]);
        Assert.That(last.RootElement.GetProperty("kind").GetString(), Is.EqualTo("acted"));
        Assert.That(
            last.RootElement.GetProperty("text").GetString(),
            Is.EqualTo("quote \" and 中文 \\ \u2028"));
    }
}
