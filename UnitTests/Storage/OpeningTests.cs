using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Files;
using EventLoopServer.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace UnitTests.Storage;

internal sealed class OpeningTests
{
    private StoreFixture _fixture = null!;

    [SetUp]
    public void Make()
    {
        _fixture = new StoreFixture();
        _fixture.Open();
        _fixture.SayAll(1, 500);
        _fixture.Keep();
    }

    [TearDown]
    public void Remove() => _fixture.Dispose();

    [Test]
    public void A_second_server_is_refused()
    {
        StoreException fault = Refused();
        Assert.That(fault.Code, Is.EqualTo(StoreError.Locked));
        Assert.That(fault.Message, Does.Contain(StoreSentences.LockedAdvice));
    }

    [Test]
    public void A_file_in_the_place_of_the_folder_is_refused()
    {
        string file = Path.Combine(_fixture.Folder, "file");
        File.WriteAllText(file, "");
        Assert.That(
            () => _fixture.Open(file),
            Throws.TypeOf<StoreException>()
                .With.Property(nameof(StoreException.Code)).EqualTo(StoreError.FolderIsFile));
        Assert.That(
            () => _fixture.Open(Path.Combine(file, "below")),
            Throws.TypeOf<StoreException>()
                .With.Property(nameof(StoreException.Code)).EqualTo(StoreError.ReadOnly));
    }

    [Test]
    public void A_read_only_folder_is_refused()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("root may write everywhere");
            return;
        }

        string folder = Path.Combine(_fixture.Folder, "read-only");
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.That(
            () => _fixture.Open(Path.Combine(folder, "data")),
            Throws.TypeOf<StoreException>()
                .With.Property(nameof(StoreException.Code)).EqualTo(StoreError.ReadOnly));
    }

    [TestCase(0)]
    [TestCase(50)]
    [TestCase(5000)]
    public void A_truncated_file_is_refused_and_stays(int bytes)
    {
        _fixture.Store.Close();
        using (FileStream file = File.OpenWrite(_fixture.Paths.Database))
        {
            file.SetLength(bytes);
        }

        Assert.That(Refused().Code, Is.EqualTo(StoreError.Damaged));
        Assert.That(new FileInfo(_fixture.Paths.Database).Length, Is.EqualTo(bytes));
    }

    [Test]
    public void A_damaged_header_is_refused_and_the_newest_backup_is_named()
    {
        _fixture.Store.Close();
        Overwrite(0, "junk");
        byte[] before = File.ReadAllBytes(_fixture.Paths.Database);
        Assert.That(Refused().Advice, Is.EqualTo(StoreSentences.NoBackupAdvice));
        Directory.CreateDirectory(_fixture.Paths.Backups);
        File.WriteAllText(_fixture.Paths.BackupOf(StoreClock.StartMs), "");
        File.WriteAllText(_fixture.Paths.BackupOf(StoreClock.StartMs + 5000), "");
        Assert.That(Refused().Advice, Is.EqualTo(StoreSentences.RestoreAdvice(
            _fixture.Paths.BackupOf(StoreClock.StartMs + 5000), _fixture.Paths.Folder)));
        Assert.That(File.ReadAllBytes(_fixture.Paths.Database), Is.EqualTo(before));
    }

    [Test]
    public void A_damaged_page_is_found_after_an_unclean_end()
    {
        _fixture.Store.Dispose();
        long pages = new FileInfo(_fixture.Paths.Database).Length / 4096;
        for (long page = 5; page < pages; page++)
        {
            Overwrite(page * 4096, "this was a page");
        }

        Assert.That(Refused().Code, Is.EqualTo(StoreError.Damaged));
    }

    [Test]
    public void A_missing_file_beside_its_log_is_refused()
    {
        _fixture.Store.Close();
        File.Delete(_fixture.Paths.Database);
        File.WriteAllText(_fixture.Paths.Wal, "log");
        Assert.That(Refused().Code, Is.EqualTo(StoreError.Damaged));
    }

    [Test]
    public void A_newer_schema_is_refused()
    {
        _fixture.Store.Close();
        Run("PRAGMA user_version = 99");
        StoreException fault = Refused();
        Assert.That(fault.Code, Is.EqualTo(StoreError.Newer));
        Assert.That(fault.Advice, Is.EqualTo(StoreSentences.NewerAdvice));
    }

    [Test]
    public void An_older_schema_is_backed_up_and_upgraded()
    {
        string folder = Path.Combine(_fixture.Folder, "older");
        var paths = new StorePaths(folder);
        Directory.CreateDirectory(folder);
        using (var connection = new SqliteConnection(
            $"Data Source={paths.Database};Pooling=False"))
        {
            connection.Open();
            connection.Execute($"PRAGMA application_id = {Schema.ApplicationId}");
            Schema.Upgrade(connection, 1);
            connection.Execute("INSERT INTO audit(ms, actor, action) VALUES (1, 'root', 'older')");
        }

        _fixture.Store.Close();
        _fixture.Open(folder);
        Assert.That(_fixture.Log.Has(91), Is.True);
        _fixture.SayAll(1, 5);
        _fixture.Keep();
        Assert.That(_fixture.Page(9).Lines, Has.Count.EqualTo(5));
        string backup = paths.FindBackups().Single();
        Assert.That(Run("SELECT action FROM audit", backup), Is.EqualTo("older"));
        Assert.That(Run("PRAGMA user_version", backup), Is.EqualTo(1));
        Assert.That(Run("PRAGMA user_version", paths.Database), Is.EqualTo(Schema.Version));
    }

    [Test]
    public void A_file_of_another_program_is_refused()
    {
        _fixture.Store.Close();
        Run("PRAGMA application_id = 1");
        Assert.That(Refused().Code, Is.EqualTo(StoreError.Foreign));
    }

    [Test]
    public void A_copied_file_gets_new_incarnations_and_the_original_does_not()
    {
        _fixture.Store.Close();
        string copy = Path.Combine(_fixture.Folder, "copy");
        Directory.CreateDirectory(copy);
        File.Copy(_fixture.Paths.Database, Path.Combine(copy, "chat.db"));
        _fixture.Open(copy);
        Assert.That(_fixture.State.WasClean, Is.False);
        Assert.That(_fixture.Log.Has(81), Is.True);
        Assert.That(_fixture.State.Rooms.Single().LastStored, Is.EqualTo(500));
        _fixture.Store.Close();
        _fixture.Open(copy);
        Assert.That(_fixture.State.WasClean, Is.True, "only its first opening is special");
        _fixture.Store.Close();
        _fixture.Open();
        Assert.That(_fixture.State.WasClean, Is.True);
    }

    private StoreException Refused() =>
        Assert.Throws<StoreException>(() => _fixture.Open())!;

    private void Overwrite(long offset, string junk)
    {
        using FileStream file = File.OpenWrite(_fixture.Paths.Database);
        file.Position = offset;
        file.Write(StoreFixture.Utf8(junk));
    }

    private void Run(string sql) => Run(sql, _fixture.Paths.Database);

    private static object? Run(string sql, string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
