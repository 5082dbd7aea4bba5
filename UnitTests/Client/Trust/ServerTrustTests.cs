using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventLoopServer.Transport.Tls.Certificates;
using SimpleClient.Library.Trust;
using SimpleClient.Sentences;
using UnitTests.Client.Startup;
using UnitTests.Sentences;

namespace UnitTests.Client.Trust;

/// <summary>Which certificate is trusted, depending on earlier certificates.</summary>
internal sealed class ServerTrustTests
{
    private const string Address = "chat.example:5050";
    private const SslPolicyErrors Unknown = SslPolicyErrors.RemoteCertificateChainErrors;

    private string _folder = null!;
    private string _file = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("tcpchat-").FullName;
        _file = Path.Combine(_folder, "config", "known_servers");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Certificate_verified_by_the_system_is_trusted_silently()
    {
        using X509Certificate2 own = Make();
        Assert.That(Meet(own, SslPolicyErrors.None), Is.Empty);
        Assert.That(File.ReadAllText(_file), Does.EndWith($"{Address} verified\n"));
        Assert.That(Meet(own, SslPolicyErrors.None), Is.Empty);
        Assert.That(File.ReadAllText(_file).Split(Address), Has.Length.EqualTo(2), "once");
    }

    [TestCase(Unknown)]
    [TestCase(Unknown | SslPolicyErrors.RemoteCertificateNameMismatch)]
    public void Self_signed_certificate_is_shown_once_and_then_known(SslPolicyErrors errors)
    {
        using X509Certificate2 own = Make();
        string first = Meet(own, errors)!;
        Assert.That(first, Is.EqualTo(TrustSentences.FirstUse(Address, Fingerprint(own))));
        Assert.That(File.ReadAllText(_file), Does.Contain($"{Address} {Fingerprint(own)}\n"));
        Assert.That(Meet(own, errors), Is.Empty);
    }

    [Test]
    public void Changed_certificate_is_refused_until_the_user_decides()
    {
        using X509Certificate2 before = Make();
        using X509Certificate2 now = Make();
        Meet(before, Unknown);
        TrustVerdict verdict = Judge(now, Unknown);
        Assert.That(verdict.IsTrusted, Is.False);
        Assert.That(verdict.Sentence, Is.EqualTo(TrustSentences.Changed(
                Address, TrustSentences.Was(Fingerprint(before)), Fingerprint(now), _file)));
        Assert.That(
            verdict.Sentence,
            Does.Contain(Fingerprint(before)).And.Contains(Fingerprint(now)).And.Contains(_file));
        Assert.That(Judge(before, Unknown).IsTrusted, Is.True, "the old one is still trusted");

        // Do what the sentence advises.
        File.WriteAllLines(
            _file, File.ReadAllLines(_file).Where(static line => !line.StartsWith(Address)));
        Assert.That(
            Meet(now, Unknown), Is.EqualTo(TrustSentences.FirstUse(Address, Fingerprint(now))));
    }

    [Test]
    public void Last_line_without_an_end_is_kept()
    {
        using X509Certificate2 before = Make();
        using X509Certificate2 now = Make();
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.WriteAllText(_file, $"{Address} {Fingerprint(before)}");
        new KnownServers(_file).Add("other.example:5050", KnownServers.Verified);
        Assert.That(Judge(now, Unknown).IsTrusted, Is.False);
        Assert.That(Judge(before, Unknown).IsTrusted, Is.True);
        Assert.That(
            new KnownServers(_file).Find("other.example:5050"), Is.EqualTo(KnownServers.Verified));
    }

    [Test]
    public void Comment_after_a_fingerprint_is_ignored()
    {
        using X509Certificate2 before = Make();
        using X509Certificate2 now = Make();
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.WriteAllText(_file, $"{Address} {Fingerprint(before)} # since spring\n");
        Assert.That(Judge(now, Unknown).IsTrusted, Is.False);
    }

    [Test]
    public void Self_signed_certificate_after_a_verified_one_is_refused()
    {
        using X509Certificate2 own = Make();
        Meet(own, SslPolicyErrors.None);
        TrustVerdict verdict = Judge(own, Unknown);
        Assert.That(verdict.IsTrusted, Is.False);
        Assert.That(verdict.Sentence, Does.Contain(TrustSentences.WasVerified));
    }

    [Test]
    public void Verified_certificate_may_replace_a_self_signed_one()
    {
        using X509Certificate2 before = Make();
        using X509Certificate2 now = Make();
        Meet(before, Unknown);
        Assert.That(Meet(now, SslPolicyErrors.None), Is.Empty);
        Assert.That(Judge(before, Unknown).IsTrusted, Is.False, "the change is permanent");
    }

    [TestCase(Unknown)]
    [TestCase(SslPolicyErrors.RemoteCertificateNameMismatch)]
    public void Unverified_certificate_is_refused_but_can_be_listed(SslPolicyErrors errors)
    {
        string part = errors == Unknown
            ? TrustSentences.NotVouchedFor(Address)
            : TrustSentences.OtherName(Address);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa strangersKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=chat", key, HashAlgorithmName.SHA256);
        using X509Certificate2 signed = request.Create(
            new X500DistinguishedName("CN=stranger"),
            X509SignatureGenerator.CreateForECDsa(strangersKey),
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1),
            [1]);
        TrustVerdict verdict = Judge(signed, errors);
        Assert.That(verdict.IsTrusted, Is.False);
        Assert.That(verdict.Sentence, Does.Contain(part).And.Contains(Fingerprint(signed)));
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.WriteAllText(_file, $"{Address} {Fingerprint(signed)}\n");
        Assert.That(Judge(signed, errors).IsTrusted, Is.True);
    }

    [Platform("Linux")]
    [TestCaseSource(typeof(SmallFileTests), nameof(SmallFileTests.Strange))]
    public void No_certificate_is_trusted_without_a_readable_list(string what)
    {
        using X509Certificate2 own = Make();
        _file = SmallFileTests.Make(
            _folder, what, $"{Address} {Fingerprint(own)}\n", 1024 * 1024);
        foreach (SslPolicyErrors errors in new[] { Unknown, SslPolicyErrors.None })
        {
            TrustVerdict verdict = Judge(own, errors);
            Assert.That(verdict.IsTrusted, Is.False);
            Assert.That(verdict.Sentence, Does.Contain(_file));
        }
    }

    [Test]
    public void No_certificate_is_trusted_without_a_path_for_the_list()
    {
        using X509Certificate2 own = Make();
        _file = "";
        Assert.That(Judge(own, Unknown).IsTrusted, Is.False);
    }

    [TestCase("{0} {1}\n", true)]
    [TestCase("{0} {1}\r\n", true)]
    [TestCase("# a comment\r{0} {1}\r", true)]
    [TestCase("\uFEFF{0} {1}\n", true)]
    [TestCase("\t{0}\t{1}", true)]
    [TestCase("{0} AA:BB\n{0} {1}\n", true)]
    [TestCase("{0} {1}\n{0} AA:BB\n", false)]
    [TestCase("\uFEFF{0} AA:BB\n", false)]
    [TestCase("{0} AA:BB\r\n", false)]
    [TestCase("{0} AA:BB\r", false)]
    [TestCase("{0}\n", false)]
    [TestCase("{0}", false)]
    [TestCase("CHAT.EXAMPLE:5050 AA:BB\n", false)]
    [TestCase("{0} verified\n", false)]
    public void Listed_server_is_never_treated_as_new(string list, bool isTrusted)
    {
        using X509Certificate2 own = Make();
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.WriteAllText(_file, string.Format(list, Address, Fingerprint(own)));
        TrustVerdict verdict = Judge(own, Unknown);
        Assert.That(verdict.IsTrusted, Is.EqualTo(isTrusted));
        Assert.That(verdict.Sentence, Does.Not.StartWith(
            TrustSentences.FirstUse(Address, "")[..(Address.Length + 8)]));
        Assert.That(verdict.ToRemember, Is.Null);
    }

    [Test]
    public void Missing_certificate_is_not_trusted() => Assert.That(
        Judge(null, SslPolicyErrors.RemoteCertificateNotAvailable).IsTrusted, Is.False);

    [Test]
    public void Certificate_that_cannot_be_stored_is_reported()
    {
        File.WriteAllText(Path.Combine(_folder, "config"), "a file where the folder should be");
        using X509Certificate2 own = Make();
        Assert.That(Meet(own, Unknown), Does.StartWith(
            TrustSentences.FirstUse(Address, Fingerprint(own))).And.Contains(
            SentencePart.Before(TrustSentences.NotRemembered)));
    }

    private static X509Certificate2 Make()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return SelfSigned.Make(key, DateTimeOffset.UtcNow);
    }

    private static string Fingerprint(X509Certificate2 certificate) => string.Join(
        ':',
        SHA256.HashData(certificate.RawData).Select(static b => b.ToString("X2")));

    private TrustVerdict Judge(X509Certificate2? certificate, SslPolicyErrors errors) =>
        new ServerTrust(_file).Judge(Address, certificate, errors);

    /// <summary>Judges a certificate and stores it if trusted.</summary>
    /// <returns>The sentence for the user; null if the certificate is not trusted.</returns>
    private string? Meet(X509Certificate2 certificate, SslPolicyErrors errors)
    {
        var trust = new ServerTrust(_file);
        TrustVerdict verdict = trust.Judge(Address, certificate, errors);
        return verdict.IsTrusted ? trust.Remember(Address, verdict) : null;
    }
}
