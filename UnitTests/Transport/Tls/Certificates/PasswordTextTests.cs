using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EventLoopServer.Configuration;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport.Tls.Certificates;

namespace UnitTests.Transport.Tls.Certificates;

/// <summary>The common format of all password files.</summary>
internal sealed class PasswordTextTests
{
    private const string Secret = "open sesäme";

    private string _file = null!;

    [SetUp]
    public void MakeFile() => _file = Path.GetTempFileName();

    [TearDown]
    public void RemoveFile() => File.Delete(_file);

    public static IEnumerable<TestCaseData> Files()
    {
        byte[] text = Encoding.UTF8.GetBytes(Secret);
        byte[] mark = [0xEF, 0xBB, 0xBF];
        yield return Case("alone", text, null);
        yield return Case("LF", [.. text, 10], null);
        yield return Case("CRLF", [.. text, 13, 10], null);
        yield return Case("CR", [.. text, 13], null);
        yield return Case("blank lines behind", [.. text, 10, 10, 13, 10], null);
        yield return Case("a byte order mark", [.. mark, .. text, 10], null);
        yield return Case("nothing", [], FileSentences.PasswordEmpty);
        yield return Case("an empty line", [10], FileSentences.PasswordEmpty);
        yield return Case("a mark alone", [.. mark, 13, 10], FileSentences.PasswordEmpty);
        yield return Case("two lines", [.. text, 10, .. text], FileSentences.PasswordManyLines);
        yield return Case(
            "two lines, CR", [.. text, 13, .. text, 10], FileSentences.PasswordManyLines);
        yield return Case("an empty first line", [10, .. text], FileSentences.PasswordManyLines);
        yield return Case("a space before", [32, .. text], FileSentences.PasswordSpaces);
        yield return Case("a space behind", [.. text, 32, 10], FileSentences.PasswordSpaces);
        yield return Case("a tab", [.. text, 9, 10], FileSentences.PasswordNoText);
        yield return Case("NUL", [.. text, 0], FileSentences.PasswordNoText);
        yield return Case("Latin-1", [0x6F, 0xE4], FileSentences.PasswordNoText);
        yield return Case("half a character", [.. text, 0xC3], FileSentences.PasswordNoText);
        yield return Case(
            "UTF-16",
            [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Secret)],
            FileSentences.PasswordUtf16);
        yield return Case(
            "UTF-16, big end first",
            [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Secret)],
            FileSentences.PasswordUtf16);
        yield return Case("257 bytes", [.. new string('x', 257).Select(static c => (byte)c)],
            static path => FileSentences.PasswordTooLong(path, 256));
    }

    [TestCaseSource(nameof(Files))]
    public void Every_password_file_has_the_same_format(
        byte[] bytes, Func<string, string>? sentence)
    {
        string? fault = sentence?.Invoke(_file);
        File.WriteAllBytes(_file, bytes);
        foreach (string option in new[] { "--password-file", "--operator-password-file" })
        {
            var commandLine = new ServerCommandLine();
            var parsed = commandLine.Root.Parse([option, _file]);
            string told = string.Join('\n', commandLine.Check(parsed));
            Assert.That(told, fault is null ? Is.Empty : Does.Contain(fault), option);
            Assert.That(told, Does.Not.Contain(Secret));
            if (fault is null)
            {
                AccessRules access = commandLine.Read(parsed).Access;
                Assert.That(
                    (access.Entry ?? access.Operators)!.Password
                        .Matches(Encoding.UTF8.GetBytes(Secret)),
                    Is.True);
            }
        }

        string pfx = _file + ".pfx";
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 made = SelfSigned.Make(key, DateTimeOffset.UtcNow);
        File.WriteAllBytes(pfx, made.Export(X509ContentType.Pkcs12, Secret));
        try
        {
            var source = new CertificateSource { File = pfx, PasswordFile = _file };
            if (fault is null)
            {
                ServerCertificate.Load(source);
            }
            else
            {
                Assert.That(
                    () => ServerCertificate.Load(source),
                    Throws.TypeOf<CertificateException>().With.Message.Contains(fault));
            }
        }
        finally
        {
            File.Delete(pfx);
        }
    }

    private static TestCaseData Case(
        string what, byte[] bytes, Func<string, string>? fault) =>
        new TestCaseData(bytes, fault).SetArgDisplayNames(what);
}
