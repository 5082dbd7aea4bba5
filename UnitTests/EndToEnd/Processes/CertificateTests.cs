using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Observability;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport.Tls.Certificates;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>The program's messages about its certificate at the start.</summary>
internal sealed class CertificateTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("tcpchat-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Unusable_certificate_folder_ends_the_program_with_2_and_a_sentence()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "text");
        using var program = new ServerProcess("--port", "0", "--tls", "--data", file);
        Assert.That(program.WaitForExit(), Is.EqualTo(2), program.Errors);
        Assert.That(program.Errors, Is.EqualTo(
            CertificateSentences.Of("--data", CertificateSentences.FolderIsFile(file))));
        Assert.That(program.Output, Is.Empty);
    }

    [TestCase("--certificate /dev/zero")]
    [TestCase("--certificate /nowhere/at/all")]
    [TestCase("--certificate @ --certificate-key /dev/zero")]
    [TestCase("--certificate /dev/zero --certificate-password-file /dev/zero")]
    [TestCase("--tls --data /dev/zero")]
    [TestCase("--password-file /dev/zero")]
    [TestCase("--operator-password-file ./nowhere")]
    [Platform(Exclude = "Win", Reason = "Windows has no such files")]
    public void Unusable_file_ends_the_program_with_2_for_every_option(string line)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 own = SelfSigned.Make(key, DateTimeOffset.UtcNow);
        string file = Path.Combine(_folder, "certificate.pem");
        File.WriteAllText(file, own.ExportCertificatePem());
        using var program = new ServerProcess(
            ["--port", "0", .. line.Replace("@", file).Split(' ')]);
        Assert.That(program.WaitForExit(), Is.EqualTo(2), program.Errors);
        Assert.That(program.Errors, Does.Contain("/dev/zero").Or.Contain("/nowhere"));
        Assert.That(program.Output, Is.Empty);
    }

    [Test]
    public void Expired_certificate_is_used_with_a_warning()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 old = SelfSigned.Make(key, DateTimeOffset.UtcNow.AddYears(-30));
        string file = Path.Combine(_folder, "old.pem");
        File.WriteAllText(
            file, old.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        using var program = new ServerProcess("--port", "0", "--certificate", file);
        program.WaitForPort();
        string line = program.WaitForLine(
            LogSentence.Start(nameof(Log.CertificateExpired)));
        string date = $"{old.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC";
        Assert.That(line, Does.Contain(LogSentence.Of(nameof(Log.CertificateExpired), date)));
    }
}
