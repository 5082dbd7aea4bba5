using EventLoopServer.Hosting.Systemd;

namespace UnitTests.Hosting.Systemd;

internal sealed class JournalStreamTests
{
    [TestCase("9:1234", "socket:[1234]", true)]
    [TestCase("9:1234", "pipe:[1234]", true)]
    [TestCase("9:1234", "socket:[12345]", false)]
    [TestCase("9:1234", "socket:[91234]", false)]
    [TestCase("9:1234", "/var/log/1234", false)]
    [TestCase("9:1234", null, false)]
    [TestCase("1234", "socket:[1234]", false)]
    [TestCase("9:", "socket:[]", false)]
    [TestCase("9:1:2", "socket:[2]", false)]
    public void Stream_is_recognized_by_its_inode(string stream, string? link, bool isSame) =>
        Assert.That(JournalStream.IsSame(stream, link), Is.EqualTo(isSame));
}
