using System.Globalization;
using System.Text;
using EventLoopServer.Chat;
using EventLoopServer.Chat.Files;
using EventLoopServer.Chat.Rooms;
using EventLoopServer.Chat.Storage;
using UnitTests.Chat.Rooms;

namespace UnitTests.Chat.Files;

/// <summary>Clients show the first 8 digits of a file's id, so users type these.</summary>
internal sealed class FileIdTests
{
    private const string First = "0123456789abcdef0123456789abcdef";
    private const string Second = "0123456789abcdee0123456789abcdef";
    private const string Third = "ffffffff000000000000000000000000";

    [TestCase(First, First)]
    [TestCase("0123456789abcdef", First)]
    [TestCase("0123456789abcdee", Second)]
    [TestCase("ffffffff", Third)]
    [TestCase("fffffff", null, Description = "too short")]
    [TestCase("0123456789", null, Description = "the start of two files")]
    [TestCase("FFFFFFFF", null)]
    [TestCase("ffffffff ", null)]
    [TestCase("00000000", null)]
    [TestCase(Third + "0", null, Description = "too long")]
    [TestCase("", null)]
    public void Start_of_an_id_finds_the_only_file_that_has_it(string start, string? found) =>
        Assert.That(Find(start, static _ => true), Is.EqualTo(found));

    [Test]
    public void Files_of_others_are_not_found_and_do_not_count()
    {
        Assert.That(Find("0123456789", static file => file.Owner == "bob"), Is.EqualTo(Second));
        Assert.That(Find("ffffffff", static file => file.Owner == "bob"), Is.Null);
    }

    private static string? Find(string start, Predicate<StoredFile> isCandidate)
    {
        var directory = new RoomDirectory(
            ChatLimits.Default, new SilentRoomOutput(), new LocalSequencer(), static () => 1);
        var shares = new FileShares(directory, new FileLimits(), static () => 1);
        StoredFile[] files = [File(First, "ann"), File(Second, "bob"), File(Third, "ann")];
        shares.Open(new NoFiles(), files, unixMs: 0);
        return shares.Find(Encoding.ASCII.GetBytes(start), isCandidate) is { } file
            ? FileShares.TextOf(file.Id)
            : null;
    }

    private static StoredFile File(string id, string owner) => new(
        UInt128.Parse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), "", 1)
    {
        Owner = owner,
    };

    /// <summary>A folder without files.</summary>
    private sealed class NoFiles : IFileStorage
    {
        public IReadOnlySet<string> Missing { get; } = new HashSet<string>();

        public void Release(string hash)
        {
        }
    }
}
