using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EventLoopServer.Web;

namespace UnitTests.Web;

/// <summary>The names under which a server with a certificate is reached.</summary>
internal sealed class HostRuleTests
{
    [TestCase("chat.example", true)]
    [TestCase("CHAT.example:5050", true)]
    [TestCase("other.example", false)]
    [TestCase("a b", false)]
    [TestCase("a..b", false)]
    [TestCase("\u00ff", false)]
    [TestCase("-", false)]
    [TestCase("..", false)]
    public void Host_is_compared_with_the_names_of_the_certificate(string host, bool isOurs)
    {
        using X509Certificate2 certificate = ForChatExample();
        var rule = new HostRule(static () => [], () => certificate);
        Assert.That(rule.IsOurs(Encoding.Latin1.GetBytes(host)), Is.EqualTo(isOurs));
    }

    private static X509Certificate2 ForChatExample()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=chat", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("chat.example");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
