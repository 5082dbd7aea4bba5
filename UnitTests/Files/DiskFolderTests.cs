using EventLoopServer.Files;

namespace UnitTests.Files;

/// <summary>The folder of shared files on a real disk.</summary>
internal sealed class DiskFolderTests
{
    private string _path = "";

    [SetUp]
    public void MakeFolder() => _path = Directory.CreateTempSubdirectory("tcpchat-files-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_path, recursive: true);

    [Test]
    public void File_is_written_renamed_and_read()
    {
        using var folder = DiskFolder.Take(_path);
        using (IFileHandle file = folder.Create("1.part", 5))
        {
            file.Write("hel"u8, 0);
            file.Write("lo"u8, 3);
            file.Sync();
        }

        folder.Rename("1.part", "abc");
        folder.Sync();
        Assert.That(folder.List(), Is.EqualTo(new[] { ("abc", 5L) }));
        using IFileHandle reader = folder.Open("abc");
        folder.Delete("abc");
        var space = new byte[9];
        Assert.That(reader.Read(space, 1), Is.EqualTo(4));
        Assert.That(space[..4], Is.EqualTo("ello"u8.ToArray()));
        Assert.That(folder.List(), Is.Empty);
    }

    [Test]
    public void File_larger_than_the_free_space_is_not_begun()
    {
        using var folder = DiskFolder.Take(_path);
        Assert.That(
            () => folder.Create("1.part", long.MaxValue / 2), Throws.InstanceOf<IOException>());
        Assert.That(folder.List(), Is.Empty);
    }

    [Test]
    public void Second_process_does_not_get_the_folder()
    {
        using var folder = DiskFolder.Take(_path);
        Assert.That(() => DiskFolder.Take(_path), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void Folder_is_for_its_owner_only()
    {
        using var folder = DiskFolder.Take(Path.Combine(_path, "files"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(
                File.GetUnixFileMode(Path.Combine(_path, "files")),
                Is.EqualTo(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }
    }
}
