using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Configuration;
using EventLoopServer.Hosting;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport.Tls.Certificates;

namespace UnitTests.Hosting;

/// <summary>What --check-config finds.</summary>
internal sealed class StartCheckTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Usable_options_have_no_fault()
    {
        StartCheck check = Run("--data", Path.Combine(_folder, "a", "b"), "--max-clients", "1");
        Assert.That(check.Faults, Is.Empty);
        Assert.That(check.Warnings, Is.Empty);
        Assert.That(Directory.EnumerateFileSystemEntries(_folder), Is.Empty, "nothing was made");
    }

    [Test]
    public void Port_in_use_is_a_warning()
    {
        using var other = new Socket(SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        string address = $"127.0.0.1:{((IPEndPoint)other.LocalEndPoint!).Port}";
        StartCheck check = Run("--listen", address, "--store", "off");
        Assert.That(check.Warnings, Does.Contain(CheckSentences.InUse(address)));
        Assert.That(check.Faults, Is.Empty);
    }

    [Test]
    public void Address_of_another_machine_is_a_fault()
    {
        StartCheck check = Run("--listen", "192.0.2.1:5050", "--store", "off");
        Assert.That(check.Faults.Single(), Does.Contain(
            ListenSentences.NotOurs("192.0.2.1:5050")));
    }

    [TestCase(-100, 50, true)]
    [TestCase(-1, 91, false)]
    [TestCase(-10, 10, false)]
    public void Certificate_that_clients_refuse_is_a_fault(
        int fromDays, int untilDays, bool isFault)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        DateTimeOffset until = isFault ? now.AddDays(-untilDays) : now.AddDays(untilDays);
        using X509Certificate2 own = request.CreateSelfSigned(now.AddDays(fromDays), until);
        string file = Path.Combine(_folder, "both.pem");
        PlatformFiles.WritePrivate(
            file, own.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        StartCheck check = Run("--certificate", file, "--data", _folder);
        Assert.That(check.Faults, Has.Count.EqualTo(isFault ? 1 : 0));
        Assert.That(
            check.Warnings.Any(w => w.Contains(file)),
            Is.EqualTo(!isFault && untilDays <= CertificateDates.Notice.Days));
    }

    [Test]
    public void Unusable_certificate_is_a_fault()
    {
        string file = Path.Combine(_folder, "none.pem");
        Assert.That(
            Run("--certificate", file, "--data", _folder).Faults.Single(), Does.Contain(file));
    }

    [Test]
    public void Folder_that_is_a_file_is_a_fault()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Assert.That(
            Run("--data", file).Faults.Single(),
            Is.EqualTo(CertificateSentences.Of(
                CertificateSource.FolderOption, CertificateSentences.FolderIsFile(file))));
    }

    [Test]
    [Platform("Linux")]
    public void Folder_without_write_access_is_a_fault() => Assert.That(
        Run("--data", "/proc/tcpchat").Faults,
        Is.EqualTo(new[] { CheckSentences.CannotWrite("/proc/tcpchat/history") }));

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Readable_secret_is_a_warning()
    {
        string file = Path.Combine(_folder, "password");
        File.WriteAllText(file, "open sesame\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.That(
            Run("--password-file", file, "--data", _folder).Warnings,
            Does.Contain(CheckSentences.OpenToOthers(file)));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Readable_key_is_a_warning_beside_a_fault()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 own = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(91));
        string file = Path.Combine(_folder, "both.pem");
        File.WriteAllText(
            file, own.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        StartCheck check = Run(
            "--certificate", file, "--data", _folder, "--listen", "192.0.2.1:5050");
        Assert.That(check.Faults, Has.Count.EqualTo(1));
        Assert.That(check.Warnings, Does.Contain(CheckSentences.OpenToOthers(file)));
    }

    private static StartCheck Run(params string[] arguments)
    {
        var commandLine = new ServerCommandLine();
        bool hasAddress = arguments.Contains("--listen");
        var parsed = commandLine.Root.Parse(
            [.. arguments, .. hasAddress ? [] : new[] { "--port", "0" }]);
        Assert.That(commandLine.Check(parsed), Is.Empty);
        var check = new StartCheck(commandLine.Read(parsed), TimeProvider.System);
        check.Run();
        return check;
    }
}
