using SimpleClient.Library;
using SimpleClient.Sentences;
using SimpleClient.Terminal;

namespace UnitTests.Client.Terminal.Files;

/// <summary>Files that the client fetches, and their progress on the screen.</summary>
internal sealed class TransferTests
{
    private static readonly string s_id = new('a', 32);

    private readonly byte[] _bytes = [.. Enumerable.Range(0, 200).Select(static i => (byte)i)];
    private string _folder = "";
    private FileScript _server = null!;
    private TerminalHarness _terminal = null!;
    private Inbox _inbox = null!;
    private Transfers _transfers = null!;

    [SetUp]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("tcpchat-get-").FullName;
        _server = new FileScript();
        _terminal = new TerminalHarness();
        _inbox = new Inbox();
        _transfers = new Transfers(
            _inbox,
            _terminal.Model,
            () => new FileTransferClient("127.0.0.1", _server.Port, new ChatClientOptions()),
            static () => null);
    }

    [TearDown]
    public void End()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Progress_is_shown_and_the_file_is_saved_under_its_name()
    {
        Fetch("a.bin", _folder);
        Assert.That(await _server.TakeAsync(), Is.EqualTo($"GET /f/{s_id}/ HTTP/1.1"));
        _server.Begin(_bytes.Length);
        _server.Send(_bytes[..100]);
        await UntilAsync(() => _terminal.Status.EndsWith(
            $" \u2502 {FileSentences.Progress("a.bin", isSent: false, 50)}"));
        Assert.That(Names(), Is.EqualTo(new[] { "a.bin.part" }));
        _server.Send(_bytes[100..]);
        await EndAsync(FileSentences.Saved("a.bin", PathOf("a.bin")));
        Assert.That(_terminal.Status, Does.Not.Contain("a.bin"));
        Assert.That(Names(), Is.EqualTo(new[] { "a.bin" }));
        Assert.That(File.ReadAllBytes(PathOf("a.bin")), Is.EqualTo(_bytes));
    }

    /// <summary>The progress is left out where it does not fit.</summary>
    [Test]
    public void Long_name_is_cut_in_the_status_line()
    {
        Fetch(new string('a', 100), _folder);
        Assert.That(_terminal.Status, Does.EndWith($"aaa\u2026 0 % (/cancel)"));
    }

    [Test]
    public async Task File_can_be_saved_under_another_name()
    {
        Fetch("a.bin", PathOf("b.bin"));
        await AnswerAsync();
        await EndAsync(FileSentences.Saved("a.bin", PathOf("b.bin")));
        Assert.That(File.ReadAllBytes(PathOf("b.bin")), Is.EqualTo(_bytes));
    }

    [Test]
    public async Task Existing_file_is_not_overwritten([Values] bool isNamed)
    {
        File.WriteAllText(PathOf("a.bin"), "mine");
        Fetch("a.bin", isNamed ? PathOf("a.bin") : _folder);
        await EndAsync(
            FileSentences.NotFetched("a.bin", FileSentences.Exists(PathOf("a.bin"))));
        AssertMine();
    }

    [Test]
    public async Task File_that_was_created_during_the_transfer_is_not_overwritten()
    {
        Fetch("a.bin", _folder);
        await _server.TakeAsync();
        _server.Begin(_bytes.Length);
        File.WriteAllText(PathOf("a.bin"), "mine");
        _server.Send(_bytes);
        await EndAsync("was not fetched");
        AssertMine();
    }

    [Test]
    public async Task Incomplete_file_of_another_program_is_not_overwritten()
    {
        File.WriteAllText(PathOf("a.bin.part"), "theirs");
        Fetch("a.bin", _folder);
        await EndAsync("was not fetched");
        Assert.That(File.ReadAllText(PathOf("a.bin.part")), Is.EqualTo("theirs"));
    }

    [TestCase("../evil")]
    [TestCase("/etc/evil")]
    [TestCase("..")]
    [TestCase(".profile")]
    [TestCase("a\nb")]
    public async Task Name_of_a_file_cannot_leave_the_folder(string name)
    {
        string inner = Directory.CreateDirectory(PathOf("inner")).FullName;
        Fetch(name, inner);
        await AnswerAsync();
        await EndAsync("was saved as");
        Assert.That(Directory.GetFiles(inner), Has.Length.EqualTo(1));
        Assert.That(Path.GetFileName(Directory.GetFiles(inner)[0]), Does.Not.StartWith("."));
        Assert.That(Names(), Is.Empty, "nothing is outside");
    }

    [Test]
    public async Task Broken_connection_leaves_nothing()
    {
        Fetch("a.bin", _folder);
        await _server.TakeAsync();
        _server.Begin(_bytes.Length);
        _server.Send(_bytes[..100]);
        _server.End();
        await EndAsync(FileSentences.NotFetched("a.bin", FileSentences.Broken));
        Assert.That(Names(), Is.Empty);
    }

    [Test]
    public async Task Cancelled_transfer_leaves_nothing()
    {
        Assert.That(_transfers.Cancel(), Is.False);
        Fetch("a.bin", _folder);
        await _server.TakeAsync();
        _server.Begin(_bytes.Length);
        Assert.That(_transfers.Cancel(), Is.True);
        await EndAsync(FileSentences.Cancelled);
        Assert.That(Names(), Is.Empty);
        Assert.That(_transfers.Cancel(), Is.False);
    }

    [Test]
    public async Task Three_files_may_be_on_their_way()
    {
        for (int i = 0; i < 4; i++)
        {
            Fetch($"{i}.bin", _folder);
        }

        await EndAsync(FileSentences.TooMany);
        _transfers.Cancel();
        await EndAsync(FileSentences.Cancelled);
    }

    private void Fetch(string name, string path) => _transfers.Fetch((s_id, name), path);

    private async Task AnswerAsync()
    {
        await _server.TakeAsync();
        _server.Begin(_bytes.Length);
        _server.Send(_bytes);
    }

    /// <summary>Waits for the line that tells the end of a transfer.</summary>
    private async Task EndAsync(string part)
    {
        string wanted = Plain(part);
        await UntilAsync(() => Plain(string.Concat(_terminal.Lines)).Contains(wanted));
    }

    /// <summary>Long paths are broken anywhere.</summary>
    private static string Plain(string text) => text.Replace(" ", "");

    /// <summary>Runs what the transfers post to the model, until something holds.</summary>
    private async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await _inbox.RunAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    private void AssertMine()
    {
        Assert.That(File.ReadAllText(PathOf("a.bin")), Is.EqualTo("mine"));
        Assert.That(Names(), Is.EqualTo(new[] { "a.bin" }));
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private string[] Names() =>
        [.. Directory.GetFiles(_folder).Select(static path => Path.GetFileName(path)).Order()];
}
