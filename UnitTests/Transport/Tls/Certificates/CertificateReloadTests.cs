using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Configuration;
using EventLoopServer.Hosting;
using EventLoopServer.Transport.Tls.Certificates;
using UnitTests.Sentences;
using UnitTests.Simulation;
using UnitTests.Support.Recording;

namespace UnitTests.Transport.Tls.Certificates;

/// <summary>A certificate that is renewed, damaged or expired while the server runs.</summary>
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
    public void Renewed_certificate_is_used_for_new_connections_and_existing_ones_stay()
    {
        string first = Write(1);
        Start();
        using TlsPeer ada = new TlsPeer(_server).ShakeHands().EnterAs("ada");
        Assert.That(ada.Fingerprint, Is.EqualTo(first));
        string second = Write(2);
        CheckAgain(() => _log.Count(Changed) == 1);
        using TlsPeer eve = new TlsPeer(_server).ShakeHands().EnterAs("eve");
        Assert.That(eve.Fingerprint, Is.EqualTo(second).And.Not.EqualTo(first));
        Assert.That(ada.ReadLine(), Is.EqualTo(TextLine.Joined("eve")));
        ada.Say("hello");
        Assert.That(eve.ReadLine(), Is.EqualTo("ada: hello"));
        Assert.That(_log.Count(Kept), Is.Zero);
    }

    [Test]
    public void Renewed_chain_is_served_while_clients_talk()
    {
        const int Talkers = 6;
        string first = WriteChain(1);
        Start();
        TlsPeer[] old = Enter("old", Talkers);
        Assert.That(old[0].Fingerprint, Is.EqualTo(first));
        Assert.That(old[0].Chain, Is.EqualTo(new[] { "CN=localhost 1", "CN=intermediate 1" }));
        string second = WriteChain(2);
        SayAll("before");
        CheckAgain(() => _log.Count(Changed) == 1);
        SayAll("after");
        TlsPeer[] renewed = Enter("new", Talkers);
        foreach (TlsPeer peer in renewed)
        {
            Assert.That(peer.Fingerprint, Is.EqualTo(second));
            Assert.That(peer.Chain, Is.EqualTo(new[] { "CN=localhost 2", "CN=intermediate 2" }));
        }

        SayAll("beside");
        for (int i = 0; i < Talkers; i++)
        {
            foreach (string word in (string[])["before", "after", "beside"])
            {
                for (int from = 0; from < Talkers; from++)
                {
                    if (from != i)
                    {
                        old[i].SkipTo($"old{from}: {word}");
                    }
                }
            }

            renewed[i].SkipTo($"old{Talkers - 1}: beside");
        }

        Assert.That(old.Any(static peer => peer.Wire.IsShut), Is.False);
        Array.ForEach([.. old, .. renewed], static peer => peer.Dispose());

        TlsPeer[] Enter(string name, int count) =>
        [
            .. Enumerable.Range(0, count).Select(
                i => new TlsPeer(_server).ShakeHands().EnterAs($"{name}{i}")),
        ];

        void SayAll(string word) => Array.ForEach(old, peer => peer.Say(word));
    }

    [TestCase("cert.pem", "")]
    [TestCase("cert.pem", "-----BEGIN CERTIFICATE-----\nMIIB")]
    [TestCase("cert.pem", null)]
    [TestCase("key.pem", "")]
    [TestCase("key.pem", null)]
    [TestCase("key.pem", "another", Description = "the key of another certificate")]
    public void Unusable_new_certificate_is_ignored_until_it_is_repaired(string name, string? text)
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

        CheckAgain(() => _log.Count(Kept) == 1);
        using TlsPeer ada = new TlsPeer(_server).ShakeHands().EnterAs("ada");
        Assert.That(ada.Fingerprint, Is.EqualTo(first));
        string second = Write(3);
        CheckAgain(() => _log.Count(Changed) == 1);
        using TlsPeer eve = new TlsPeer(_server).ShakeHands();
        Assert.That(eve.Fingerprint, Is.EqualTo(second));
    }

    /// <summary>
    /// A fault may disappear without a change of the time stamps: access rights, or a file that was
    /// written twice within the resolution of the file system's clock.
    /// </summary>
    [Test]
    public void Failed_check_is_repeated_even_without_a_new_time_stamp()
    {
        Write(1);
        Start();
        string second = Write(2);
        DateTime written = File.GetLastWriteTimeUtc(KeyFile);
        string key = File.ReadAllText(KeyFile);
        File.WriteAllText(KeyFile, new string('x', key.Length));
        File.SetLastWriteTimeUtc(KeyFile, written);
        CheckAgain(() => _log.Count(Kept) == 1);
        CheckAgain(() => _log.Count(Kept) == 1);
        File.WriteAllText(KeyFile, key);
        File.SetLastWriteTimeUtc(KeyFile, written);
        CheckAgain(() => _log.Count(Changed) == 1);
        using TlsPeer eve = new TlsPeer(_server).ShakeHands();
        Assert.That(eve.Fingerprint, Is.EqualTo(second));
        Assert.That(_log.Count(Kept), Is.EqualTo(1), "the same fault is logged once");
    }

    [TestCase(10, Expires)]
    [TestCase(-10, Expired)]
    public void Certificate_near_or_after_its_end_causes_a_warning_each_day(int daysLeft, int line)
    {
        Write(1, DateTimeOffset.FromUnixTimeMilliseconds(new SimClock().UnixMs)
            .AddYears(-20).AddDays(daysLeft));
        Start();
        for (int day = 1; day <= 3; day++)
        {
            _server.Network.SimClock.Advance(CertificateReload.WarnMs - CertificateReload.CheckMs);
            CheckAgain(() => _log.Count(line) == day);
        }
    }

    [Test]
    public void Check_without_a_change_logs_nothing()
    {
        Write(1);
        Start();
        for (int i = 0; i < 5; i++)
        {
            CheckAgain(static () => true);
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

    /// <summary>Advances to the next check, and runs turns until the worker has answered.</summary>
    private void CheckAgain(Func<bool> isSeen)
    {
        int runs = _server.Network.Worker.Runs;
        _server.Pass(CertificateReload.CheckMs);
        Assert.That(_server.Network.Worker.Runs, Is.EqualTo(runs + 1));
        Assert.That(isSeen(), Is.True, _log.Tail());
    }

    /// <summary>
    /// Each call sets another time stamp: a file system may have a resolution of one second.
    /// </summary>
    private string Write(int second, DateTimeOffset? made = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate =
            SelfSigned.Make(key, made ?? DateTimeOffset.UtcNow);
        return Write(second, certificate, certificate.ExportCertificatePem(), key);
    }

    private string Write(int second, X509Certificate2 certificate, string chain, ECDsa key)
    {
        File.WriteAllText(CertificateFile, chain);
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        DateTime written = DateTime.UnixEpoch.AddSeconds(1_000_000_000 + second);
        File.SetLastWriteTimeUtc(CertificateFile, written);
        File.SetLastWriteTimeUtc(KeyFile, written);
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }

    /// <summary>A leaf and its intermediate, whose root is in no file.</summary>
    private string WriteChain(int number)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 root = Authority($"CN=root {number}", rootKey)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(90));
        using ECDsa middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 middle = Authority($"CN=intermediate {number}", middleKey)
            .Create(root, now.AddDays(-1), now.AddDays(89), [1])
            .CopyWithPrivateKey(middleKey);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 leaf =
            new CertificateRequest($"CN=localhost {number}", key, HashAlgorithmName.SHA256)
                .Create(middle, now.AddDays(-1), now.AddDays(88), [2]);
        string chain = $"{leaf.ExportCertificatePem()}\n{middle.ExportCertificatePem()}\n";
        return Write(number, leaf, chain, key);
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request;
    }
}
