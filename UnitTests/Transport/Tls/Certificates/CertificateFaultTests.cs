using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport.Tls.Certificates;

namespace UnitTests.Transport.Tls.Certificates;

/// <summary>The errors for certificates that cannot be loaded.</summary>
internal sealed class CertificateFaultTests
{
    private const string Secret = "a secret nobody may see";

    private string _folder = null!;

    [OneTimeSetUp]
    public void MakeFiles()
    {
        _folder = Directory.CreateTempSubdirectory("tcpchat-").FullName;
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using RSA rsa = RSA.Create(2048);
        using X509Certificate2 made = SelfSigned.Make(key, DateTimeOffset.UtcNow);
        using X509Certificate2 bare = X509CertificateLoader.LoadCertificate(made.RawData);
        string pem = made.ExportCertificatePem() + "\n";
        string keyPem = key.ExportPkcs8PrivateKeyPem() + "\n";
        var cipher = new PbeParameters(
            PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 1);
        string locked = key.ExportEncryptedPkcs8PrivateKeyPem(Secret, cipher);
        Directory.CreateDirectory(At("folder"));
        Write("empty", "");
        Write("text", "Dear server, here is my certificate.\n");
        Write("cert.pem", pem);
        Write("cert.der", made.RawData);
        Write("key.pem", keyPem);
        Write("cut-cert.pem", pem[..200]);
        Write("cut-key.pem", keyPem[..60]);
        Write("bad-cert.pem", pem.Replace("MII", "MIX"));
        Write("bad-key.pem", keyPem.Replace("MIG", "MIX"));
        Write("other-key.pem", other.ExportPkcs8PrivateKeyPem());
        Write("rsa-key.pem", rsa.ExportPkcs8PrivateKeyPem());
        Write("old-rsa-key.pem", rsa.ExportRSAPrivateKeyPem());
        Write("locked-key.pem", locked);
        Write(
            "old-locked-key.pem",
            "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
                + "DEK-Info: AES-256-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----\n");
        Write("locked.pem", pem + locked);
        Write("mixed.pem", pem + other.ExportPkcs8PrivateKeyPem());
        Write("locked.pfx", made.Export(X509ContentType.Pkcs12, Secret));
        Write("keyless.pfx", bare.Export(X509ContentType.Pkcs12));
        Write("cut.pfx", made.Export(X509ContentType.Pkcs12)[..^40]);
        Write("wrong", Secret + " here\n");
    }

    [OneTimeTearDown]
    public void RemoveFiles() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<TestCaseData> CertificateFaults() => Faults(
        CertificateSource.FileOption,
        ("nothing", FileSentences.Unreadable),
        ("folder", FileSentences.Folder),
        ("empty", CertificateSentences.UnknownForm),
        ("text", CertificateSentences.UnknownForm),
        ("cert.der", CertificateSentences.Der),
        ("key.pem", CertificateSentences.NoCertificate),
        ("cut-cert.pem", CertificateSentences.NoCertificate),
        ("bad-cert.pem", CertificateSentences.Damaged),
        ("cert.pem", CertificateSentences.NoKeyBeside),
        ("locked.pem", CertificateSentences.KeyEncrypted),
        ("mixed.pem", static path => CertificateSentences.OtherKey(path, path)),
        ("locked.pfx", CertificateSentences.PasswordMissing),
        ("keyless.pfx", CertificateSentences.NoKeyInPfx),
        ("cut.pfx", CertificateSentences.UnknownForm));

    [TestCaseSource(nameof(CertificateFaults))]
    public void Unusable_certificate_is_reported_with_a_reason(string file, string sentence) =>
        Expect(new() { File = At(file) }, sentence);

    private static IEnumerable<TestCaseData> KeyFaults() => Faults(
        CertificateSource.KeyOption,
        ("nothing", FileSentences.Unreadable),
        ("folder", FileSentences.Folder),
        ("text", CertificateSentences.NoKey),
        ("cert.pem", CertificateSentences.NoKey),
        ("cut-key.pem", CertificateSentences.NoKey),
        ("bad-key.pem", CertificateSentences.KeyDamaged),
        ("other-key.pem", IsOfAnother),
        ("rsa-key.pem", IsOfAnother),
        ("old-rsa-key.pem", IsOfAnother),
        ("locked-key.pem", CertificateSentences.KeyEncrypted),
        ("old-locked-key.pem", CertificateSentences.KeyEncrypted));

    [TestCaseSource(nameof(KeyFaults))]
    public void Unusable_key_is_reported_with_a_reason(string key, string sentence) =>
        Expect(new() { File = At("cert.pem"), KeyFile = At(key) }, sentence);

    private static IEnumerable<TestCaseData> PasswordFaults() => Faults(
        CertificateSource.PasswordOption,
        ("nothing", FileSentences.Unreadable),
        ("folder", FileSentences.Folder),
        ("empty", FileSentences.PasswordEmpty),
        ("wrong", static path => CertificateSentences.OtherPassword(path, "{locked.pfx}")));

    [TestCaseSource(nameof(PasswordFaults))]
    public void Wrong_password_of_a_certificate_is_reported(string password, string sentence) =>
        Expect(new() { File = At("locked.pfx"), PasswordFile = At(password) }, sentence);

    [Test]
    public void Secret_in_place_of_its_file_is_not_shown()
    {
        string key = $"-----BEGIN PRIVATE KEY-----\n{Secret}/+\n-----END PRIVATE KEY-----\n";
        Expect(
            new() { File = At("cert.pem"), KeyFile = key },
            CertificateSentences.Of(CertificateSource.KeyOption, FileSentences.NoSecretFile));
        Expect(
            new() { File = At("locked.pfx"), PasswordFile = Secret },
            CertificateSentences.Of(
                CertificateSource.PasswordOption, FileSentences.NoSecretFile));
    }

    [Test]
    public void Unusable_certificate_folder_is_reported()
    {
        string option = CertificateSource.FolderOption;
        Expect(
            new() { Folder = At("text") },
            CertificateSentences.Of(option, CertificateSentences.FolderIsFile("{text}")));
        Expect(
            new() { Folder = At("text/in/it") },
            CertificateSentences.NotKept("{text/in/it}", option));
    }

    private static string IsOfAnother(string path) =>
        CertificateSentences.OtherKey(path, "{cert.pem}");

    /// <summary>Files with their sentences. A name in braces stands for its path.</summary>
    private static IEnumerable<TestCaseData> Faults(
        string option, params (string File, Func<string, string> Sentence)[] rows) =>
        rows.Select(r => new TestCaseData(
            r.File, CertificateSentences.Of(option, r.Sentence($"{{{r.File}}}")))
            .SetArgDisplayNames(r.File));

    private void Expect(CertificateSource source, string sentence)
    {
        string told = Regex.Replace(
            sentence, "{(.*?)}", name => At(name.Groups[1].Value));
        CertificateException fault =
            Assert.Throws<CertificateException>(() => ServerCertificate.Load(source))!;
        Assert.That(fault.Message, Is.EqualTo(told).And.Not.Contain(Secret));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => File.WriteAllText(At(name), text);

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(At(name), bytes);
}
