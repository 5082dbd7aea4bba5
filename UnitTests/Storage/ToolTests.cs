using System.Runtime.Versioning;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Hosting;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Storage.Files;
using EventLoopServer.Storage.Tool;
using UnitTests.Support;

namespace UnitTests.Storage;

internal sealed class ToolTests
{
    private StoreFixture _fixture = null!;

    [SetUp]
    public void Open()
    {
        _fixture = new StoreFixture();
        _fixture.Open();
        _fixture.SayAll(1, 300);
        _fixture.Keep();
    }

    [TearDown]
    public void Close() => _fixture.Dispose();

    private string Database => _fixture.Paths.Database;

    [Test]
    public void Check_backup_and_export_run_beside_a_server()
    {
        string backup = Path.Combine(_fixture.Folder, "backup.db");
        string export = Path.Combine(_fixture.Folder, "export.jsonl");
        Assert.That(StoreTool.Check(Database), Is.EqualTo(StoreSentences.CheckPassed));
        StoreTool.Backup(Database, backup);
        StoreTool.Export(Database, export);
        _fixture.SayAll(301, 310);
        _fixture.Keep();
        Assert.That(File.ReadLines(export).Count(), Is.EqualTo(300));
        Assert.That(StoreTool.Check(backup), Is.EqualTo(StoreSentences.CheckPassed));
        Assert.That(() => StoreTool.Backup(Database, backup), Throws.TypeOf<StoreException>());
    }

    /// <summary>A backup contains the hashes of passwords.</summary>
    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no file modes")]
    [UnsupportedOSPlatform("windows")]
    public void Backup_and_export_are_readable_only_for_their_owner()
    {
        string backup = Path.Combine(_fixture.Folder, "backup.db");
        string export = Path.Combine(_fixture.Folder, "export.jsonl");
        StoreTool.Backup(Database, backup);
        StoreTool.Export(Database, export);
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.That(File.GetUnixFileMode(backup), Is.EqualTo(ownerOnly));
        Assert.That(File.GetUnixFileMode(export), Is.EqualTo(ownerOnly));
    }

    [Test]
    public void Compact_and_restore_are_refused_beside_a_server()
    {
        string backup = Path.Combine(_fixture.Folder, "backup.db");
        StoreTool.Backup(Database, backup);
        AssertLocked(() => StoreTool.Compact(Database));
        AssertLocked(() => StoreTool.Restore(backup, _fixture.Paths.Folder));
        _fixture.Store.Close();
        StoreTool.Compact(Database);
        _fixture.Open();
        Assert.That(_fixture.State.WasClean, Is.True);
        Assert.That(_fixture.Search("line"), Has.Exactly(100).Items);
    }

    [Test]
    public void Restore_keeps_the_old_store_and_erases_again()
    {
        string backup = Path.Combine(_fixture.Folder, "backup.db");
        _fixture.Say(301, "mallory was here", name: "mallory");
        _fixture.Keep();
        StoreTool.Backup(Database, backup);
        _fixture.Ask(new MaintenanceQuery(MaintenanceTask.Erase, "mallory"));
        _fixture.SayAll(302, 305);
        _fixture.Store.Close();
        string result = StoreTool.Restore(backup, _fixture.Paths.Folder);
        Assert.That(result, Does.Contain(StoreSentences.OldStoreMoved(Database + ".old")));
        _fixture.Open();
        Assert.That(_fixture.State.WasClean, Is.False);
        Assert.That(_fixture.State.Rooms.Single().LastStored, Is.EqualTo(301));
        _fixture.RunUntil(() => !_fixture.Search("mallory").Any());
        Assert.That(StoreTool.Check(Database + ".old"), Is.EqualTo(StoreSentences.CheckPassed));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Restore_gives_the_account_of_an_erased_user_up_again(bool isBack)
    {
        string backup = Path.Combine(_fixture.Folder, "backup.db");
        var account = new StoredAccount(5, "Mallory")
        {
            Secret = "$sim$1$secret",
            CreatedMs = StoreClock.StartMs,
            SeenMs = isBack ? StoreClock.StartMs + 3_600_000 : StoreClock.StartMs,
            Role = AccountRole.Moderator,
            Places = "1/2",
        };
        _fixture.Store.Append(new StoreChange.AccountChanged(account));
        _fixture.Store.Append(new StoreChange.SessionState(
            new StoredSession(7, [1, 2, 3], "Mallory", ["lobby"]) { Account = 5 }));
        _fixture.Store.Append(new StoreChange.InvitationChanged(
            new StoredInvitation("k7fm", "abc") { Account = 5 }));
        _fixture.Keep();
        StoreTool.Backup(Database, backup);
        _fixture.Ask(new MaintenanceQuery(MaintenanceTask.Erase, "mallory"));
        _fixture.Store.Close();
        StoreTool.Restore(backup, _fixture.Paths.Folder);
        _fixture.Open();
        StoredAccount read = _fixture.State.Accounts.Single();
        Assert.That(_fixture.State.Sessions, Has.Count.EqualTo(isBack ? 1 : 0));
        Assert.That(_fixture.State.Invitations, Has.Count.EqualTo(isBack ? 1 : 0));
        Assert.That(read, Is.EqualTo(isBack ? account : account with
        {
            Secret = "",
            Role = AccountRole.User,
            Places = "",
            ReleasedMs = read.ReleasedMs,
        }));
        Assert.That(read.ReleasedMs > 0, Is.EqualTo(!isBack));
    }

    [Test]
    public void Damaged_files_are_found_and_not_restored()
    {
        _fixture.Store.Close();
        long bytes = new FileInfo(Database).Length;
        using (FileStream file = File.OpenWrite(Database))
        {
            file.Position = bytes / 2;
            file.Write(new byte[8192]);
        }

        string other = Path.Combine(_fixture.Folder, "other");
        Assert.That(() => StoreTool.Check(Database), Throws.TypeOf<StoreException>());
        Assert.That(() => StoreTool.Restore(Database, other), Throws.TypeOf<StoreException>());
        Assert.That(other, Does.Not.Exist);
    }

    [Test]
    public void The_program_prints_results_and_faults()
    {
        using (var check = new ServerProcess("store", "check", Database))
        {
            Assert.That(check.WaitForExit(), Is.EqualTo(ServerExitCode.Done), check.Errors);
            Assert.That(check.Output, Is.EqualTo(new[] { StoreSentences.CheckPassed }));
        }

        using (var missing = new ServerProcess("store", "check", Database + "x"))
        {
            Assert.That(missing.WaitForExit(), Is.EqualTo(ServerExitCode.Failed));
            Assert.That(
                missing.Errors, Does.Contain(StoreSentences.FileMissing(Database + "x")));
        }

        using var wrong = new ServerProcess("store", "check");
        Assert.That(wrong.WaitForExit(), Is.EqualTo(ServerExitCode.Usage));
    }

    private static void AssertLocked(Action run) => Assert.That(
        run,
        Throws.TypeOf<StoreException>()
            .With.Property(nameof(StoreException.Code)).EqualTo(StoreError.Locked));
}
