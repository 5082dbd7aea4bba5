using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport.Tls.Certificates;

namespace UnitTests.Transport.Tls.Certificates;

internal sealed class ServerCertificateTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("tcpchat-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void One_that_is_made_is_kept_for_its_owner_alone()
    {
        string folder = At("made/here");
        ServerCertificate first = ServerCertificate.Load(new() { Folder = folder });
        ServerCertificate second = ServerCertificate.Load(new() { Folder = folder });
        Assert.That(first.KeptIn, Is.EqualTo(Path.Combine(folder, "server.pem")));
        Assert.That(second.Fingerprint, Is.EqualTo(first.Fingerprint));
        Assert.That(
            first.Fingerprint, Does.Match("^([0-9A-F]{2}:){31}[0-9A-F]{2}$"), "as openssl has it");
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1), "nothing else is left");
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(
                File.GetUnixFileMode(first.KeptIn!),
                Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public void PEM_files_and_PFX_files_are_taken()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 made = SelfSigned.Make(key, DateTimeOffset.UtcNow);
        Write("cert.pem", made.ExportCertificatePem());
        Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        Write("both.pem", made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        Write("password", "open sesame\n");
        File.WriteAllBytes(At("bare.pfx"), made.Export(X509ContentType.Pkcs12));
        File.WriteAllBytes(
            At("locked.pfx"), made.Export(X509ContentType.Pkcs12, "open sesame"));
        CertificateSource[] sources =
        [
            new() { File = At("cert.pem"), KeyFile = At("key.pem") },
            new() { File = At("both.pem") },
            new() { File = At("bare.pfx") },
            new() { File = At("locked.pfx"), PasswordFile = At("password") },
        ];
        string digits = made.GetCertHashString(HashAlgorithmName.SHA256);
        foreach (CertificateSource source in sources)
        {
            ServerCertificate read = ServerCertificate.Load(source);
            Assert.That(read.Fingerprint.Replace(":", ""), Is.EqualTo(digits), $"{source}");
            Assert.That(read.KeptIn, Is.Null, $"{source}");
        }
    }

    [Test]
    public void A_kept_one_that_is_spoiled_is_not_overwritten()
    {
        Write("server.pem", "spoiled");
        Assert.That(
            () => ServerCertificate.Load(new() { Folder = _folder }),
            Throws.TypeOf<CertificateException>().With.Message.EqualTo(
                CertificateSentences.KeptUnusable(_folder, "server.pem")));
        Assert.That(File.ReadAllText(At("server.pem")), Is.EqualTo("spoiled"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has other rights")]
    [UnsupportedOSPlatform("windows")]
    public void Files_with_a_secret_that_others_can_read_are_told()
    {
        var kept = new CertificateSource { Folder = At("made") };
        ServerCertificate.Load(kept);
        Assert.That(kept.OpenFiles(), Is.Empty, "it was made for its owner alone");
        foreach (string name in new[] { "cert.pem", "key.pem", "password" })
        {
            Write(name, "text");
            File.SetUnixFileMode(At(name), UnixFileMode.UserRead);
        }

        var given = new CertificateSource
        {
            File = At("cert.pem"),
            KeyFile = At("key.pem"),
            PasswordFile = At("password"),
        };
        File.SetUnixFileMode(At("cert.pem"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.That(given.OpenFiles(), Is.Empty, "a certificate is no secret");
        Assert.That(
            (given with { KeyFile = null }).OpenFiles(),
            Is.EqualTo(new[] { At("cert.pem") }),
            "but with its key in it");
        File.SetUnixFileMode(At("key.pem"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        File.SetUnixFileMode(At("password"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.That(
            given.OpenFiles(), Is.EqualTo(new[] { At("key.pem"), At("password") }));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => File.WriteAllText(At(name), text);
}
