using EventLoopServer.Configuration;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport.Tls.Certificates;

namespace UnitTests.Configuration;

internal sealed class TlsOptionTests
{
    [Test]
    public void Without_options_there_is_no_TLS()
    {
        ServerOptions options = Read("");
        Assert.That(options.Tls.Source, Is.Null);
        Assert.That(options.Tls.IsRequired, Is.False);
        Assert.That(options.Listening.Addresses[0].IsTls, Is.False);
    }

    [Test]
    public void Each_option_says_where_the_certificate_is()
    {
        CertificateSource made = Read("--tls").Tls.Source!;
        Assert.That(made.File, Is.Null);
        Assert.That(made.Folder, Does.EndWith("tcpchat").Or.Empty);
        Assert.That(Read("--tls --data here").Tls.Source!.Folder, Is.EqualTo("here"));
        CertificateSource pem =
            Read("--certificate c.pem --certificate-key k.pem").Tls.Source!;
        Assert.That((pem.File, pem.KeyFile), Is.EqualTo(("c.pem", "k.pem")));
        CertificateSource pfx =
            Read("--certificate c.pfx --certificate-password-file p").Tls.Source!;
        Assert.That((pfx.File, pfx.PasswordFile), Is.EqualTo(("c.pfx", "p")));
        Assert.That(Read("--tls --require-tls").Tls.IsRequired, Is.True);
    }

    [Test]
    public void A_listener_can_be_for_TLS_alone()
    {
        IReadOnlyList<ListenAddress> listen = Read(
                "--tls --data d --listen tls://127.0.0.1:6697 --listen 127.0.0.1:5050")
            .Listening.Addresses;
        Assert.That(listen.Select(static a => a.IsTls), Is.EqualTo(new[] { true, false }));
        Assert.That(listen[0].Dialects, Is.EqualTo(listen[1].Dialects));
    }

    [TestCase("--require-tls", OptionSentences.NoCertificate)]
    [TestCase("--listen tls://127.0.0.1:1", OptionSentences.NoCertificate)]
    [TestCase("--certificate-key k.pem", OptionSentences.KeyWithoutCertificate)]
    [TestCase(
        "--tls --certificate-password-file p", OptionSentences.KeyWithoutCertificate)]
    [TestCase("--tls --data d --require-tls --compat", OptionSentences.CompatWithTls)]
    [TestCase(
        "--tls --data d --require-tls --listen nick://127.0.0.1:1",
        OptionSentences.CompatWithTls)]
    public void What_makes_no_sense_is_told(string line, string part)
    {
        var commandLine = new ServerCommandLine();
        IReadOnlyList<string> faults = commandLine.Check(commandLine.Root.Parse(Words(line)));
        Assert.That(faults, Has.Count.EqualTo(1), line);
        Assert.That(faults[0], Is.EqualTo(part), line);
    }

    private static ServerOptions Read(string line)
    {
        var commandLine = new ServerCommandLine();
        return commandLine.Read(commandLine.Root.Parse(Words(line)));
    }

    private static string[] Words(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
