using EventLoopServer.Chat.Storage;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Chat.Moderation;
using UnitTests.Sentences;
using UnitTests.Simulation.Storage;

namespace UnitTests.Chat.Storage;

/// <summary>What operators do survives a restart, and their commands for the store.</summary>
internal sealed class OperatorStoreTests
{
    private SimStore _store = null!;
    private ModerationFixture _fixture = null!;

    [SetUp]
    public void Start()
    {
        _store = new SimStore(seed: 3);
        Open();
    }

    [TearDown]
    public void Stop()
    {
        _fixture.Dispose();
        _store.Dispose();
    }

    [Test]
    public void Bans_and_mutes_survive_a_crash_and_end_at_their_date()
    {
        _fixture.Enter("bob", "203.0.113.2");
        _fixture.Rule("/ban 192.0.2.0/30 2h spam");
        _fixture.Rule("/ban mallory");
        _fixture.Rule("/ban gone 1h");
        _fixture.Rule("/mute bob 3h");
        _fixture.Rule("/mute 198.51.100.7");
        _fixture.Rule("/unban mallory");
        string before = _fixture.Rule("/bans");
        _fixture.Server.Settle();
        _fixture.Server.Crash();
        Open();
        Assert.That(_fixture.Rule("/bans"), Is.EqualTo(before));
        Assert.That(
            _store.Disk.ReadRestrictions().Select(static r => (r.IsMute, r.Subject, r.Prefix)),
            Is.EqualTo(new[]
            {
                (false, "192.0.2.0/30", "192.0.2.0/30"), (false, "gone", null),
                (true, "bob", "203.0.113.2"), (true, "198.51.100.7", "198.51.100.7"),
            }));
    }

    [Test]
    public void Expired_ban_is_not_restored()
    {
        _store.Append(new StoreChange.RestrictionAdded(
            new StoredRestriction(false, "gone", null, UntilUnixMs: 1, "ops", "")));
        _fixture.Server.Settle();
        _fixture.Server.Crash();
        Open();
        Assert.That(_fixture.Rule("/bans"), Is.EqualTo(ModerationFixture.NoRestrictions));
    }

    [Test]
    public void Actions_of_operators_are_audited()
    {
        _fixture.Rule("/ban mallory 1h spam");
        _fixture.Server.Settle();
        IEnumerable<string> actions = _store.Disk.Entries
            .Select(static e => e.Change)
            .OfType<StoreChange.Audit>()
            .Select(static a => a.Action);
        Assert.That(actions, Has.Some.Contains("mallory").And.Some.Contains("operator"));
    }

    [TestCase("/backup", "Backup")]
    [TestCase("/backup a b", "Backup a b")]
    [TestCase("/export a", "Export a")]
    [TestCase("/erase bob", "Erase bob")]
    [TestCase("/audit", "Audit 20")]
    [TestCase("/audit 7", "Audit 7")]
    public void Maintenance_is_answered_to_operators_and_at_the_console(
        string line, string answer)
    {
        Assert.That(_fixture.Rule(line), Is.EqualTo($"-- {answer}\n"));
        Assert.That(_fixture.Type(line), Is.Empty, "it waits");
        _fixture.Server.Settle();
        Assert.That(_fixture.Type(""), Is.EqualTo($"-- {answer}\n"));
    }

    [TestCase("/backup /etc/copy", "Backup /etc/copy")]
    [TestCase("/export ../lines", "Export ../lines")]
    public void Only_the_console_writes_outside_the_backup_folder(string line, string answer)
    {
        string refused = TextLine.Refused(RefusalCode.ArgumentInvalid, StoreSentences.OnlyName);
        Assert.That(_fixture.Rule(line), Is.EqualTo($"{refused}\n"));
        _fixture.Type(line);
        _fixture.Server.Settle();
        Assert.That(_fixture.Type(""), Is.EqualTo($"-- {answer}\n"));
    }

    [Test]
    public void Store_is_described()
    {
        _fixture.Server.Settle();
        Assert.That(_fixture.Rule("/store"), Does.Contain("simulated"));
    }

    [Test]
    public void Keep_of_a_room_is_stored()
    {
        _fixture.Rule("/keep lobby 30d");
        _fixture.Server.Settle();
        Assert.That(
            _store.Disk.Entries.Select(static e => e.Change).OfType<StoreChange.RoomKeep>(),
            Is.EqualTo(new[] { new StoreChange.RoomKeep("lobby", TimeSpan.FromDays(30)) }));
        Assert.That(_fixture.Rule("/keep nowhere 30d"), Is.EqualTo(
            TextLine.Refused(RefusalCode.NoSuchRoom, "nowhere") + "\n"));
    }

    [TestCase("/store")]
    [TestCase("/backup")]
    [TestCase("/audit")]
    public void Server_without_a_store_refuses(string line)
    {
        using var fixture = new ModerationFixture();
        Assert.That(
            fixture.Type(line), Is.EqualTo(TextLine.Refused(RefusalCode.StoreOff) + "\n"));
    }

    private void Open()
    {
        _fixture = new ModerationFixture(store: _store);
        _fixture.EnterOperator("ops");
    }
}
