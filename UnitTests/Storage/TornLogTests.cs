using EventLoopServer.Chat.Storage;
using EventLoopServer.Storage.Files;

namespace UnitTests.Storage;

/// <summary>
/// The write-ahead log after a power cut: cut off or torn at any byte. A disk that keeps its
/// promises loses nothing that was synced, so these are the ends of a disk that does not.
/// </summary>
internal sealed class TornLogTests
{
    private const int Lines = 200;

    private byte[] _database = [];
    private byte[] _wal = [];

    /// <summary>
    /// Keeps each line in a commit of its own. All cases damage copies of the same two files,
    /// because two hundred commits take a hundred times as long as one case.
    /// </summary>
    [OneTimeSetUp]
    public void KeepLines()
    {
        using var fixture = new StoreFixture();
        fixture.Open();
        for (ulong number = 1; number <= Lines; number++)
        {
            fixture.Say(number, $"line {number}");
            fixture.Keep();
        }

        // The files as they are while the server runs: an end would empty the log.
        _database = ReadShared(fixture.Paths.Database);
        _wal = ReadShared(fixture.Paths.Wal);
    }

    [Test]
    public void Cut_log_gives_a_prefix_of_what_was_kept([Range(1, 12)] int seed) =>
        AssertPrefix(seed, static (random, wal) =>
        {
            using FileStream file = File.OpenWrite(wal);
            file.SetLength(random.NextInt64(file.Length));
        });

    [Test]
    public void Torn_log_gives_a_prefix_of_what_was_kept([Range(101, 112)] int seed) =>
        AssertPrefix(seed, static (random, wal) =>
        {
            byte[] bytes = File.ReadAllBytes(wal);
            random.NextBytes(bytes.AsSpan(random.Next(bytes.Length)));
            File.WriteAllBytes(wal, bytes);
        });

    [Test]
    public void Lines_are_kept_with_normal_durability_too()
    {
        using var fixture = new StoreFixture(
            static o => o with { Durability = StoreDurability.Normal });
        fixture.Open();
        fixture.SayAll(1, Lines);
        fixture.Keep();

        // The process ends, and the machine does not.
        fixture.Crash();
        Assert.That(fixture.State.Rooms.Single().LastStored, Is.EqualTo(Lines));
        Assert.That(fixture.Log.Has(80), Is.True);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private void AssertPrefix(int seed, Action<Random, string> damage)
    {
        var random = new Random(seed);
        using var fixture = new StoreFixture();
        string folder = Path.Combine(fixture.Folder, "after");
        var paths = new StorePaths(folder);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(paths.Database, _database);
        File.WriteAllBytes(paths.Wal, _wal);
        damage(random, paths.Wal);
        fixture.Open(folder);
        Assert.That(fixture.State.WasClean, Is.False, $"seed {seed}");
        Assert.That(fixture.Log.Has(80) || fixture.Log.Has(81), Is.True, "it was checked");
        PageQuery page = fixture.Page(2 * Lines);
        Assert.That(
            page.Lines.Select(static l => l.Sequence),
            Is.EqualTo(Enumerable.Range(1, page.Lines.Count)),
            $"seed {seed}");
        Assert.That(
            page.Lines.Select(static l => l.Text),
            Is.EqualTo(page.Lines.Select(static l => StoreFixture.Utf8($"line {l.Sequence}"))));
        fixture.Say((ulong)page.Lines.Count + 1, "goes on");
        fixture.Keep();
    }
}
