using System.Security.Cryptography;
using EventLoopServer.Chat.Files;
using EventLoopServer.Files;
using UnitTests.Simulation.Files;

namespace UnitTests.Files;

/// <summary>The folder of shared files, and its faults at each step.</summary>
internal sealed class FileVaultTests
{
    /// <summary>Steps of one file of three chunks: create, write, sync, rename, sync.</summary>
    private const int Steps = 7;

    private SimFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new SimFolder();

    [TearDown]
    public void EndFolder() => _folder.Dispose();

    [Test]
    public void File_is_kept_under_its_hash()
    {
        FileContent content = Keep(new FileVault(_folder), Bytes(3));
        Assert.That(_folder.Names, Is.EqualTo(new[] { content.Hash }));
        Assert.That(content.Hash, Is.EqualTo(HashOf(Bytes(3))));
        Assert.That(_folder[content.Hash], Is.EqualTo(Bytes(3)));
        Assert.That(_folder.Steps, Is.EqualTo(Steps));
        Assert.That(_folder.OpenFiles, Is.Zero);
    }

    [Test]
    public void Equal_files_take_the_space_of_one_until_the_last_is_released()
    {
        var vault = new FileVault(_folder);
        string hash = Keep(vault, Bytes(1)).Hash;
        Assert.That(Keep(vault, Bytes(1)).Hash, Is.EqualTo(hash));
        Assert.That(_folder.Names, Is.EqualTo(new[] { hash }));
        vault.Release(hash);
        Assert.That(_folder.Names, Is.EqualTo(new[] { hash }));
        vault.Release(hash);
        Assert.That(_folder.Names, Is.Empty);
        vault.Release(hash);
        Assert.That(Keep(vault, Bytes(1)).Hash, Is.EqualTo(hash));
    }

    [Test]
    public void Crash_at_any_step_leaves_no_part_and_no_waste(
        [Range(1, Steps)] int step, [Values] bool hasPower)
    {
        string old = Keep(new FileVault(_folder), Bytes(1)).Hash;
        (_folder.FailsAt, _folder.StaysDead) = (_folder.Steps + step, true);
        var vault = new FileVault(_folder);
        vault.Open([(old, Bytes(1).Length)]);
        Assert.That(() => Keep(vault, Bytes(3)), Throws.InstanceOf<IOException>());
        Restart(hasPower);

        // The file was announced to nobody, so nothing refers to it.
        var next = new FileVault(_folder);
        Assert.That(next.Open([(old, Bytes(1).Length)]), Is.Empty);
        Assert.That(_folder.Names, Is.EqualTo(new[] { old }));
        Assert.That(_folder[old], Is.EqualTo(Bytes(1)));
        Assert.That(Keep(next, Bytes(3)).Hash, Is.EqualTo(HashOf(Bytes(3))));
    }

    [Test]
    public void Announced_file_survives_a_crash([Values] bool hasPower)
    {
        string hash = Keep(new FileVault(_folder), Bytes(3)).Hash;
        Restart(hasPower);
        Assert.That(new FileVault(_folder).Open([(hash, Bytes(3).Length)]), Is.Empty);
        Assert.That(_folder[hash], Is.EqualTo(Bytes(3)));
    }

    [Test]
    public void Disk_that_fails_once_keeps_nothing_of_the_file([Range(1, Steps)] int step)
    {
        var vault = new FileVault(_folder);
        _folder.FailsAt = _folder.Steps + step;
        Assert.That(() => Keep(vault, Bytes(3)), Throws.InstanceOf<IOException>());
        Assert.That(_folder.OpenFiles, Is.Zero);
        Assert.That(_folder.Names, Has.None.EndsWith(FileVault.DraftEnd));
        Assert.That(Keep(vault, Bytes(3)).Hash, Is.EqualTo(HashOf(Bytes(3))));
        Assert.That(_folder[HashOf(Bytes(3))], Is.EqualTo(Bytes(3)));
    }

    [Test]
    public void Missing_and_cut_off_files_are_reported_at_the_start()
    {
        var vault = new FileVault(_folder);
        string whole = Keep(vault, Bytes(1)).Hash;
        string cut = Keep(vault, Bytes(2)).Hash;
        string missing = HashOf(Bytes(3));
        Assert.That(
            new FileVault(_folder).Open([(whole, Bytes(1).Length), (cut, 5), (missing, 5)]),
            Is.EquivalentTo(new[] { cut, missing }));
        Assert.That(_folder.Names, Is.EqualTo(new[] { whole }));
    }

    [Test]
    public void Other_files_in_the_folder_are_not_touched()
    {
        foreach (string name in new[] { "notes.txt", new string('G', 64), "7.part", HashOf([]) })
        {
            _folder.Create(name, 0).Dispose();
        }

        new FileVault(_folder).Open([]);
        Assert.That(_folder.Names, Is.EqualTo(new[] { "notes.txt", new string('G', 64) }));
    }

    [Test]
    public void Deleted_file_can_be_read_to_its_end()
    {
        var vault = new FileVault(_folder);
        string hash = Keep(vault, Bytes(2)).Hash;
        using IFileHandle reader = vault.Read(hash);
        vault.Release(hash);
        var read = new byte[Bytes(2).Length];
        Assert.That(reader.Read(read, 0), Is.EqualTo(read.Length));
        Assert.That(read, Is.EqualTo(Bytes(2)));
    }

    /// <summary>Receives a file as the worker does, with a write for each chunk.</summary>
    private static FileContent Keep(FileVault vault, byte[] bytes)
    {
        FileDraft? draft = null;
        try
        {
            draft = vault.Begin(bytes.Length);
            foreach (byte[] chunk in bytes.Chunk(FileUpload.ChunkBytes))
            {
                draft.Append(chunk);
            }

            return vault.Keep(draft);
        }
        catch (IOException) when (draft is not null)
        {
            vault.Discard(draft);
            throw;
        }
    }

    private void Restart(bool hasPower)
    {
        _folder.Restart();
        if (!hasPower)
        {
            _folder.CutPower();
        }
    }

    private static byte[] Bytes(int chunks)
    {
        var bytes = new byte[((chunks - 1) * FileUpload.ChunkBytes) + 100];
        new Random(chunks).NextBytes(bytes);
        return bytes;
    }

    private static string HashOf(byte[] bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes));
}
