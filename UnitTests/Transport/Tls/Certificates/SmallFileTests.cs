using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport.Tls.Certificates;
using UnitTests.Support;

namespace UnitTests.Transport.Tls.Certificates;

/// <summary>Paths that are not regular files, and files of the wrong size.</summary>
internal sealed class SmallFileTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("tcpchat-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<TestCaseData> NoFiles()
    {
        (string Name, Func<string, string> Sentence)[] rows =
        [
            ("/dev/zero", FileSentences.Irregular),
            ("/dev/urandom", FileSentences.Irregular),
            ("/dev/tty", static path => path),
            ("/dev", FileSentences.Folder),
            ("fifo", FileSentences.Irregular),
            ("link-to-fifo", FileSentences.Irregular),
            ("link-to-nothing", FileSentences.Unreadable),
            ("link-to-itself", FileSentences.Unreadable),
            ("socket", FileSentences.Unreadable),
            ("nothing", FileSentences.Unreadable),
            ("", FileSentences.Unreadable),
            ("a\0b", FileSentences.Unreadable),
        ];
        return rows.Select(static r =>
            new TestCaseData(r.Name, r.Sentence).SetArgDisplayNames(r.Name.Replace('\0', '_')));
    }

    [TestCaseSource(nameof(NoFiles))]
    [Platform(Exclude = "Win", Reason = "Windows has none of these")]
    [UnsupportedOSPlatform("windows")]
    [CancelAfter(30_000)]
    public void Irregular_file_is_refused_at_once_for_every_use(
        string name, Func<string, string> sentence)
    {
        string fifo = Path.Combine(_folder, "fifo");
        Process.Start("mkfifo", [fifo]).ExitInTime();
        File.CreateSymbolicLink(Path.Combine(_folder, "link-to-fifo"), fifo);
        File.CreateSymbolicLink(
            Path.Combine(_folder, "link-to-nothing"), Path.Combine(_folder, "nothing"));
        string itself = Path.Combine(_folder, "link-to-itself");
        File.CreateSymbolicLink(itself, itself);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.IP);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "socket")));
        string path = name.Length == 0 || name[0] == '/' ? name : Path.Combine(_folder, name);
        string part = sentence(path);
        Assert.That(SmallFile.TryRead(path, out _, out string fault, out _), Is.False);
        Assert.That(fault, Does.Contain(part));
        Assert.That(PasswordFile.TryRead(path, out _, out fault), Is.False);
        Assert.That(fault, Does.Contain(part));
        Assert.That(
            () => ServerCertificate.Load(new() { File = path }),
            Throws.TypeOf<CertificateException>().With.Message.Contains(part));
    }

    [TestCase(0, true)]
    [TestCase(1, true)]
    [TestCase(SmallFile.MaxBytes, true)]
    [TestCase(SmallFile.MaxBytes + 1, false)]
    [TestCase(3 * SmallFile.MaxBytes, false)]
    public void File_is_read_completely_up_to_the_limit(int length, bool isRead)
    {
        string path = Path.Combine(_folder, "file");
        byte[] written = new byte[length];
        new Random(1).NextBytes(written);
        File.WriteAllBytes(path, written);
        Assert.That(
            SmallFile.TryRead(path, out byte[] bytes, out string fault, out _),
            Is.EqualTo(isRead));
        Assert.That(bytes, Is.EqualTo(isRead ? written : []));
        Assert.That(fault, isRead ? Is.Empty : Is.EqualTo(FileSentences.TooLarge(path, 1024)));
    }

    [TestCase(UnixFileMode.None, true)]
    [TestCase(UnixFileMode.GroupRead | UnixFileMode.OtherRead, true)]
    [TestCase(UnixFileMode.GroupWrite, false)]
    [TestCase(UnixFileMode.OtherWrite, false)]
    [TestCase(UnixFileMode.OtherWrite | UnixFileMode.StickyBit, false)]
    [Platform(Exclude = "Win", Reason = "Windows has other rights")]
    [UnsupportedOSPlatform("windows")]
    public void Folder_that_others_may_write_to_keeps_no_certificate(
        UnixFileMode others, bool isTaken)
    {
        var source = new CertificateSource { Folder = _folder };
        File.SetUnixFileMode(
            _folder,
            others | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (isTaken)
        {
            Assert.That(ServerCertificate.Load(source).KeptIn, Is.Not.Null);
            return;
        }

        Assert.That(
            () => ServerCertificate.Load(source),
            Throws.TypeOf<CertificateException>().With.Message.Contains(
                CertificateSentences.OthersMayWrite(_folder)));
        Assert.That(Directory.GetFiles(_folder), Is.Empty, "no key was written there");
    }
}
