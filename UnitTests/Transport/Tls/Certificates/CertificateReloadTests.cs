using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Configuration;
using EventLoopServer.Hosting;
using EventLoopServer.Transport.Tls.Certificates;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Support.Recording;

namespace UnitTests.Transport.Tls.Certificates;

/// <summary>
/// A certificate that is renewed, spoiled or left to expire while the server runs.
/// </summary>
internal sealed class CertificateReloadTests
{
    private const int Changed = 8;
    private const int Kept = 9;
    private const int Expired = 5;
    private const int Expires = 7;

    private string _folder = null!;
    private ServerLog _log = null!;
    private SimServer _server = null!;

    private string CertificateFile => Path.Combine(_folder, "cert.pem");

    private string KeyFile => Path.Combine(_folder, "key.pem");

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("tcpchat-").FullName;
        _log = new ServerLog();
    }

    [TearDown]
    public void Stop()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
        Assert.That(_server.Server.Stats.Bugs, Is.Zero, _log.Tail());
    }

    [Test]
    public void A_renewed_certificate_is_shown_to_those_who_come_and_the_others_stay()
    {
        string first = Write(1);
        Start();
        using TlsPeer ada = new TlsPeer(_server).ShakeHands().EnterAs("ada");
        Assert.That(ada.Fingerprint, Is.EqualTo(first));
        string second = Write(2);
        LookAgain(() => _log.Count(Changed) == 1);
        using TlsPeer eve = new TlsPeer(_server).ShakeHands().EnterAs("eve");
        Assert.That(eve.Fingerprint, Is.EqualTo(second).And.Not.EqualTo(first));
        Assert.That(ada.ReadLine(), Is.EqualTo(TextLine.Joined("eve")));
        ada.Say("hello");
        Assert.That(eve.ReadLine(), Is.EqualTo("ada: hello"));
        Assert.That(_log.Count(Kept), Is.Zero);
    }

    [TestCase("cert.pem", "")]
    [TestCase("cert.pem", "-----BEGIN CERTIFICATE-----\nMIIB")]
    [TestCase("cert.pem", null)]
    [TestCase("key.pem", "")]
    [TestCase("key.pem", null)]
    [TestCase("key.pem", "another", Description = "the key of another certificate")]
    public void One_that_cannot_be_used_changes_nothing_until_it_can(string name, string? text)
    {
        string first = Write(1);
        Start();
        string file = Path.Combine(_folder, name);
        File.Delete(file);
        if (text == "another")
        {
            using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            File.WriteAllText(file, other.ExportPkcs8PrivateKeyPem());
        }
        else if (text is not null)
        {
            File.WriteAllText(file, text);
        }

        LookAgain(() => _log.Count(Kept) == 1);
        using TlsPeer ada = new TlsPeer(_server).ShakeHands().EnterAs("ada");
        Assert.That(ada.Fingerprint, Is.EqualTo(first));
        string second = Write(3);
        LookAgain(() => _log.Count(Changed) == 1);
        using TlsPeer eve = new TlsPeer(_server).ShakeHands();
        Assert.That(eve.Fingerprint, Is.EqualTo(second));
    }

    /// <summary>
    /// What was wrong may end without a trace in the stamps: access rights, or a file that was
    /// written twice within the resolution of the file system's clock.
    /// </summary>
    [Test]
    public void A_failed_look_is_followed_by_another_although_no_stamp_has_changed()
    {
        Write(1);
        Start();
        string second = Write(2);
        DateTime written = File.GetLastWriteTimeUtc(KeyFile);
        string key = File.ReadAllText(KeyFile);
        File.WriteAllText(KeyFile, new string('x', key.Length));
        File.SetLastWriteTimeUtc(KeyFile, written);
        LookAgain(() => _log.Count(Kept) == 1);
        LookAgain(() => _log.Count(Kept) == 1);
        File.WriteAllText(KeyFile, key);
        File.SetLastWriteTimeUtc(KeyFile, written);
        LookAgain(() => _log.Count(Changed) == 1);
        using TlsPeer eve = new TlsPeer(_server).ShakeHands();
        Assert.That(eve.Fingerprint, Is.EqualTo(second));
        Assert.That(_log.Count(Kept), Is.EqualTo(1), "the same fault is logged once");
    }

    [TestCase(10, Expires)]
    [TestCase(-10, Expired)]
    public void One_near_its_end_or_behind_it_is_warned_of_each_day(int daysLeft, int line)
    {
        Write(1, DateTimeOffset.FromUnixTimeMilliseconds(new SimClock().UnixMs)
            .AddYears(-20).AddDays(daysLeft));
        Start();
        for (int day = 1; day <= 3; day++)
        {
            _server.Network.SimClock.Advance(CertificateReload.WarnMs - CertificateReload.CheckMs);
            LookAgain(() => _log.Count(line) == day);
        }
    }

    [Test]
    public void A_server_that_looks_and_finds_nothing_new_is_silent()
    {
        Write(1);
        Start();
        for (int i = 0; i < 5; i++)
        {
            LookAgain(static () => true);
        }

        Assert.That(_log.Lines, Is.Empty, _log.Tail());
    }

    private void Start()
    {
        var tls = new TlsOptions { Certificate = CertificateFile, Key = KeyFile };
        _server = new SimServer(
            new ServerOptions
            {
                Tls = tls,
                Certificate = ServerCertificate.Load(tls.Source!),
            },
            log: _log);
    }

    /// <summary>Lets the time for a look pass, and turns until the worker has answered.</summary>
    private void LookAgain(Func<bool> isSeen)
    {
        int runs = _server.Network.Worker.Runs;
        _server.Pass(CertificateReload.CheckMs);
        Assert.That(_server.Network.Worker.Runs, Is.EqualTo(runs + 1));
        Assert.That(isSeen(), Is.True, _log.Tail());
    }

    /// <summary>Each time another moment: a file system may know only seconds.</summary>
    private string Write(int second, DateTimeOffset? made = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate =
            SelfSigned.Make(key, made ?? DateTimeOffset.UtcNow);
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        DateTime written = DateTime.UnixEpoch.AddSeconds(1_000_000_000 + second);
        File.SetLastWriteTimeUtc(CertificateFile, written);
        File.SetLastWriteTimeUtc(KeyFile, written);
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }
}
