using System.Runtime.InteropServices;
using System.Text;
using SimpleClient.Standard;
using SimpleClient.Startup;

namespace UnitTests.Client.Startup;

/// <summary>Files of the user, and paths that are not small text files.</summary>
[Platform("Linux")]
internal sealed class SmallFileTests
{
    private const int Limit = 1000;
    private string _folder = null!;

    /// <summary>Paths that are not small text files. The value names how each is made.</summary>
    internal static string[] Strange { get; } =
    [
        "folder", "pipe", "/dev/zero", "/dev/null", "/dev/tty", "link to nothing", "too large",
        "Latin-1", "UTF-16",
    ];

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("tcpchat-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCaseSource(nameof(Strange))]
    public void Path_that_is_not_a_small_text_file_has_a_fault(string what)
    {
        string path = Make(_folder, what, "password\n", Limit);
        FileText file = SmallFile.Read(path, Limit);
        Assert.That(file.Text, Is.Null);
        Assert.That(file.Fault, Is.Not.Null.And.Not.Empty);
        Assert.That(file.IsMissing, Is.False);
    }

    [TestCase("plain")]
    [TestCase("link")]
    [TestCase("byte order mark")]
    [TestCase("as large as may be")]
    public void Small_text_file_is_read(string what)
    {
        string path = Make(_folder, what, "password\n", Limit);
        FileText file = SmallFile.Read(path, Limit);
        Assert.That(file.Fault, Is.Null);
        Assert.That(file.Text, Does.StartWith("password\n"));
    }

    [TestCase("nothing")]
    [TestCase("no/folder")]
    public void Absent_file_is_reported_as_missing(string path)
    {
        FileText file = SmallFile.Read(Path.Combine(_folder, path), Limit);
        Assert.That(file.IsMissing, Is.True);
    }

    [Test]
    public void File_below_a_file_is_reported_as_missing()
    {
        string file = Make(_folder, "plain", "text", Limit);
        Assert.That(SmallFile.Read(Path.Combine(file, "below"), Limit).IsMissing, Is.True);
    }

    [Test]
    public void Unreadable_file_has_a_fault()
    {
        string path = Make(_folder, "plain", "text", Limit);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.None);
        }

        Assume.That(Environment.IsPrivilegedProcess, Is.False, "root reads everything");
        Assert.That(SmallFile.Read(path, Limit).Fault, Is.Not.Null);
    }

    [TestCaseSource(nameof(Strange))]
    public void Invalid_password_file_is_refused_with_a_sentence(string what)
    {
        string path = Make(_folder, what, "password\n", 64 * 1024);
        bool isRead = PasswordSource.TryRead(path, out string? password, out string fault);
        Assert.That((isRead, password), Is.EqualTo((false, (string?)null)));
        Assert.That(fault, Does.Contain(path).And.Not.Contain("password\n"));
    }

    [TestCase("secret", "secret")]
    [TestCase("secret\n", "secret")]
    [TestCase("secret\r\n", "secret")]
    [TestCase("secret\rmore", "secret")]
    [TestCase("secret\nmore\n", "secret")]
    [TestCase("\uFEFFsecret\n", "secret")]
    [TestCase(" s e c ", " s e c ")]
    [TestCase("ünï\n", "ünï")]
    [TestCase("", null)]
    [TestCase("\n", null)]
    [TestCase("\uFEFF\n", null)]
    [TestCase("\r\nsecret", null)]
    public void First_line_of_a_password_file_is_the_password(string text, string? password)
    {
        string path = Path.Combine(_folder, "password");
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
        bool isRead = PasswordSource.TryRead(path, out string? read, out string fault);
        Assert.That(read, Is.EqualTo(password));
        Assert.That(isRead, Is.EqualTo(password is not null));
        Assert.That(fault.Length > 0, Is.EqualTo(password is null));
    }

    [TestCase(256, true)]
    [TestCase(257, false)]
    public void Password_has_the_length_limit_of_the_server(int bytes, bool isRead)
    {
        string path = Path.Combine(_folder, "password");
        File.WriteAllText(path, new string('x', bytes) + "\n");
        Assert.That(PasswordSource.TryRead(path, out _, out _), Is.EqualTo(isRead));
    }

    /// <summary>Creates one of these files.</summary>
    /// <returns>Its path.</returns>
    internal static string Make(string folder, string what, string text, int limit)
    {
        string path = Path.Combine(folder, "file");
        string other = Path.Combine(folder, "other");
        switch (what)
        {
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "pipe":
                Assert.That(MakePipe(path, 0x180), Is.Zero);
                break;
            case "link to nothing":
                File.CreateSymbolicLink(path, other);
                break;
            case "link":
                File.WriteAllText(other, text);
                File.CreateSymbolicLink(path, other);
                break;
            case "too large":
                File.WriteAllText(path, text + new string('\n', limit + 1 - text.Length));
                break;
            case "as large as may be":
                File.WriteAllText(path, text + new string('\n', limit - text.Length));
                break;
            case "Latin-1":
                File.WriteAllBytes(path, [.. Encoding.UTF8.GetBytes(text), 0xE4, (byte)'\n']);
                break;
            case "UTF-16":
                File.WriteAllText(path, text, Encoding.Unicode);
                break;
            case "byte order mark":
                File.WriteAllText(path, text, Encoding.UTF8);
                break;
            case "plain":
                File.WriteAllText(path, text);
                break;
            default:
                return what;
        }

        return path;
    }

    [DllImport("libc", EntryPoint = "mkfifo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakePipe(string path, uint mode);
}
