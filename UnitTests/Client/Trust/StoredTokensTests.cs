using System.Runtime.Versioning;
using System.Text;
using SimpleClient.Library.Trust;
using SimpleClient.Sentences;

namespace UnitTests.Client.Trust;

/// <summary>The files of stored tokens.</summary>
internal sealed class StoredTokensTests
{
    private const string Address = "chat.example.org:5050";

    private static readonly byte[] s_token = [1, 2, 3, 250];

    private string _parent = "";
    private string _folder = "";
    private StoredTokens _tokens = null!;

    [SetUp]
    public void Begin()
    {
        _parent = Directory.CreateTempSubdirectory("tokens-").FullName;
        _folder = Path.Combine(_parent, "state", "tokens");
        _tokens = new StoredTokens(_folder);
    }

    [TearDown]
    public void End() => Directory.Delete(_parent, recursive: true);

    [Test]
    public void Token_belongs_to_one_server_and_one_account()
    {
        Assert.That(_tokens.Save(Address, "Zoë", s_token), Is.Empty);
        Assert.That(_tokens.Save(Address, "bob", [9]), Is.Empty);
        Assert.That(Find("ZOË"), Is.EqualTo(s_token), "case does not matter");
        Assert.That(Find("bob"), Is.EqualTo(new byte[] { 9 }));
        Assert.That(Find("zoe"), Is.Null);
        Assert.That(_tokens.Find("chat.example.org:5051", "Zoë", out _), Is.Null);
        Assert.That(_tokens.Save(Address, "zoë", [7]), Is.Empty);
        Assert.That(Find("Zoë"), Is.EqualTo(new byte[] { 7 }), "the new one replaces it");
        Assert.That(_tokens.Remove(Address, "ZOË"), Is.True);
        Assert.That(_tokens.Remove(Address, "ZOË"), Is.False);
        Assert.That(Find("Zoë"), Is.Null);
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1), "no half files stay");
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_user_can_read_it_and_a_readable_one_is_not_used()
    {
        _tokens.Save(Address, "alice", s_token);
        string file = Directory.GetFiles(_folder).Single();
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.That(File.GetUnixFileMode(file), Is.EqualTo(own));
        Assert.That(
            File.GetUnixFileMode(_folder), Is.EqualTo(own | UnixFileMode.UserExecute));
        File.SetUnixFileMode(file, own | UnixFileMode.GroupRead);
        Assert.That(_tokens.Find(Address, "alice", out string fault), Is.Null);
        Assert.That(fault, Is.EqualTo(TrustSentences.TokenIsOpen(file)));
        _tokens.Save(Address, "alice", s_token);
        Assert.That(File.GetUnixFileMode(file), Is.EqualTo(own));
    }

    [TestCase("")]
    [TestCase("chat alice")]
    [TestCase("chat alice not/base64!")]
    [TestCase("a b c d")]
    public void Damaged_file_is_reported(string text)
    {
        _tokens.Save(Address, "alice", s_token);
        string file = Directory.GetFiles(_folder).Single();
        File.WriteAllText(file, text);
        Assert.That(_tokens.Find(Address, "alice", out string fault), Is.Null);
        Assert.That(fault, Is.EqualTo(TrustSentences.TokenUnreadable(file)));
    }

    [Test]
    public void Folder_that_cannot_be_made_is_reported_and_none_stores_nothing()
    {
        File.WriteAllBytes(Path.Combine(_parent, "state"), Encoding.UTF8.GetBytes("a file"));
        Assert.That(_tokens.Save(Address, "alice", s_token), Does.Contain("cannot be stored"));
        var none = new StoredTokens("");
        Assert.That(none.Save(Address, "alice", s_token), Is.Empty);
        Assert.That(none.Find(Address, "alice", out string fault), Is.Null);
        Assert.That(fault, Is.Empty);
        Assert.That(none.Remove(Address, "alice"), Is.False);
    }

    private byte[]? Find(string account) => _tokens.Find(Address, account, out _);
}
