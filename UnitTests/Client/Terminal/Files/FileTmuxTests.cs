using Protocol.Messages;
using SimpleClient.Sentences;
using UnitTests.Browser;

namespace UnitTests.Client.Terminal.Files;

/// <summary>Two users on real terminals share a file.</summary>
internal sealed class FileTmuxTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public void NeedsTmux() => TmuxScreen.Require();

    [SetUp]
    public void MakeFolder() =>
        _folder = Directory.CreateTempSubdirectory("tcpchat-t-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void File_is_sent_by_one_user_and_fetched_once_by_another()
    {
        var bytes = new byte[1_000_000];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(Path.Combine(_folder, "my photo.jpg"), bytes);
        using var world = new StoredServer();
        using TmuxScreen ann = TmuxScreen.WithClient(world.Server.Port, "ann", 120, 24);
        using TmuxScreen bob = TmuxScreen.WithClient(world.Server.Port, "bob", 120, 24);
        ann.Type($"/send {_folder}/my");
        ann.Press("Tab");
        ann.WaitUntil("the path", all => all[^1].EndsWith("/my photo.jpg"));
        ann.Press("Enter");
        ann.WaitFor(FileSentences.Sent("my photo.jpg"));
        const string command = "): /get ";
        string row = bob
            .WaitUntil("the file", static all => all.Any(static row => row.Contains(command)))
            .First(static row => row.Contains(command));
        string id = row[(row.IndexOf(command) + command.Length)..][..SharedFile.ShortDigits];
        string copy = Path.Combine(_folder, "copy.jpg");
        bob.Enter($"/get {id} {copy}");
        bob.WaitFor(FileSentences.Saved("my photo.jpg", copy));
        Assert.That(File.ReadAllBytes(copy), Is.EqualTo(bytes));
        bob.Enter($"/get {id} {copy}");
        bob.WaitFor("exists already");
        bob.WaitUntil("an empty status", static all => !all[^2].Contains('%'));
        Assert.That(File.ReadAllBytes(copy), Is.EqualTo(bytes));
    }
}
