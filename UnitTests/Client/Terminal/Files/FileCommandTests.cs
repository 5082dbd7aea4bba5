using Protocol.Messages;
using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat.Requests;

namespace UnitTests.Client.Terminal.Files;

/// <summary>The commands about files that a user types.</summary>
internal sealed class FileCommandTests
{
    private static readonly string s_id = "0123456789abcdef0123456789abcdef";

    private TerminalHarness _terminal = null!;
    private Recorder _files = null!;
    private string _folder = "";

    [SetUp]
    public void Start()
    {
        _terminal = new TerminalHarness();
        _files = new Recorder();
        _terminal.Link.Files = _files;
        _folder = Directory.CreateTempSubdirectory("tcpchat-send-").FullName;
    }

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [TestCase("/get 0123", ".")]
    [TestCase("/get 0123456789abcdef0123456789abcdef", ".")]
    [TestCase("/get http://x/f/0123456789abcdef0123456789abcdef/a.bin", ".")]
    [TestCase("/get 01234567 my files/b.bin", "my files/b.bin")]
    public void Get_finds_a_file_by_the_start_of_its_id(string line, string path)
    {
        Share(s_id);
        _terminal.Enter(line);
        Assert.That(_files.Calls, Is.EqualTo(new[] { $"fetch {s_id} a.bin {path}" }));
    }

    [TestCase("/get 012")]
    [TestCase("/get 0124")]
    [TestCase("/get beef")]
    public void Get_needs_an_id_of_one_file(string line)
    {
        Share(s_id);
        Share("beef0000" + s_id[8..]);
        Share("beef0001" + s_id[8..]);
        _terminal.Enter(line);
        Assert.That(_files.Calls, Is.Empty);
        Assert.That(
            string.Join(' ', _terminal.Lines),
            Does.EndWith(FileSentences.NoSuchId(line[5..])));
    }

    [Test]
    public void Home_folder_may_be_written_as_a_tilde()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        Share(s_id);
        _terminal.Enter("/get 0123 ~/b.bin");
        _terminal.Enter("/send ~/c d.bin");
        Assert.That(
            _files.Calls,
            Is.EqualTo(new[] { $"fetch {s_id} a.bin {home}/b.bin", $"send {home}/c d.bin lobby" }));
    }

    [Test]
    public void Without_a_path_or_a_connection_nothing_is_sent()
    {
        _terminal.Enter("/send");
        Assert.That(_terminal.Lines[^1], Does.Contain(FileSentences.SendUsage));
        _terminal.Enter("/get");
        Assert.That(_terminal.Lines[^1], Does.Contain(FileSentences.GetUsage));
        _terminal.Enter("/cancel");
        Assert.That(_terminal.Lines[^1], Does.Contain(FileSentences.NothingToCancel));
        _terminal.Link.IsUp = false;
        _terminal.Enter("/send a.bin");
        Assert.That(_files.Calls, Is.Empty);
    }

    [Test]
    public void Tab_completes_the_path_of_a_file()
    {
        File.WriteAllText(Path.Combine(_folder, "a b.txt"), "");
        File.WriteAllText(Path.Combine(_folder, "photo.jpg"), "");
        File.WriteAllText(Path.Combine(_folder, ".hidden"), "");
        Directory.CreateDirectory(Path.Combine(_folder, "photos"));
        _terminal.Type($"/send {_folder}/a\t");
        Assert.That(_terminal.Typed, Is.EqualTo($"/send {_folder}/a b.txt"));
        _terminal.Enter("");
        Assert.That(_files.Calls, Is.EqualTo(new[] { $"send {_folder}/a b.txt lobby" }));
        _terminal.Type($"/send {_folder}/ph\t");
        Assert.That(_terminal.Typed, Is.EqualTo($"/send {_folder}/photo.jpg"));
        _terminal.Type("\t");
        Assert.That(_terminal.Typed, Is.EqualTo($"/send {_folder}/photos/"));
        _terminal.Type("\u0015");
        _terminal.Type($"/send {_folder}/\t");
        Assert.That(_terminal.Typed, Is.EqualTo($"/send {_folder}/a b.txt"), "none is hidden");
        _terminal.Type("\u0015");
        _terminal.Type($"/send {_folder}/.h\t");
        Assert.That(_terminal.Typed, Is.EqualTo($"/send {_folder}/.hidden"));
        _terminal.Type("\u0015");
        _terminal.Type($"/send {_folder}/missing/x\t");
        Assert.That(_terminal.Typed, Is.EqualTo($"/send {_folder}/missing/x"));
    }

    private void Share(string id) => _terminal.Tell(
        EventKind.Shared, "lobby", "bob", $"{id} 9 text/plain 0x0 a.bin");

    /// <summary>Records what would be sent and fetched.</summary>
    private sealed class Recorder : IFileTransfers
    {
        public List<string> Calls { get; } = [];

        public void Send(string path, string room) => Calls.Add($"send {path} {room}");

        public void Fetch((string Id, string Name) file, string path) =>
            Calls.Add($"fetch {file.Id} {file.Name} {path}");

        public bool Cancel() => false;
    }
}
