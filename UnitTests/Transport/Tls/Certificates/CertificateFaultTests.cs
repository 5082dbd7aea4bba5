using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using EventLoopServer.Transport.Tls.Certificates;

namespace UnitTests.Transport.Tls.Certificates;

/// <summary>What somebody is told whose certificate cannot be had.</summary>
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

    [TestCase(
        "nothing", "--certificate: '{nothing}' cannot be read: is it there, and may this account"
        + " read it?")]
    [TestCase("folder", "--certificate: '{folder}' is a folder: give a file.")]
    [TestCase("empty", "--certificate: '{empty}' is neither PEM nor PFX: give a file that is.")]
    [TestCase("text", "--certificate: '{text}' is neither PEM nor PFX: give a file that is.")]
    [TestCase(
        "cert.der", "--certificate: '{cert.der}' is in DER form: turn it into PEM, with openssl"
        + " x509 -inform der.")]
    [TestCase(
        "key.pem", "--certificate: '{key.pem}' has no certificate in it, or not all of it: give"
        + " the file with the lines from BEGIN CERTIFICATE to END CERTIFICATE.")]
    [TestCase(
        "cut-cert.pem", "--certificate: '{cut-cert.pem}' has no certificate in it, or not all of"
        + " it: give the file with the lines from BEGIN CERTIFICATE to END CERTIFICATE.")]
    [TestCase(
        "bad-cert.pem", "--certificate: a certificate in '{bad-cert.pem}' is damaged: copy it"
        + " again.")]
    [TestCase(
        "cert.pem", "--certificate: '{cert.pem}' has no key in it: give the file that has it with"
        + " --certificate-key FILE.")]
    [TestCase(
        "locked.pem", "--certificate: the key in '{locked.pem}' is encrypted, which only a PFX may"
        + " be: write it without a password, with openssl pkey.")]
    [TestCase(
        "mixed.pem", "--certificate: the key in '{mixed.pem}' does not belong to the first"
        + " certificate in '{mixed.pem}': give the two that were made together.")]
    [TestCase(
        "locked.pfx", "--certificate: '{locked.pfx}' has a password: give the file that has it"
        + " with --certificate-password-file FILE.")]
    [TestCase(
        "keyless.pfx", "--certificate: '{keyless.pfx}' has no key in it: make the PFX with its"
        + " key, with openssl pkcs12 -export -inkey KEY.")]
    [TestCase(
        "cut.pfx", "--certificate: '{cut.pfx}' is neither PEM nor PFX: give a file that is.")]
    public void A_certificate_that_cannot_be_used_is_told_why(string file, string sentence) =>
        Expect(new() { File = At(file) }, sentence);

    [TestCase(
        "nothing", "--certificate-key: '{nothing}' cannot be read: is it there, and may this"
        + " account read it?")]
    [TestCase("folder", "--certificate-key: '{folder}' is a folder: give a file.")]
    [TestCase(
        "text", "--certificate-key: '{text}' has no key in it, or not all of it: give the file"
        + " with the lines from BEGIN PRIVATE KEY to END PRIVATE KEY.")]
    [TestCase(
        "cert.pem", "--certificate-key: '{cert.pem}' has no key in it, or not all of it: give the"
        + " file with the lines from BEGIN PRIVATE KEY to END PRIVATE KEY.")]
    [TestCase(
        "cut-key.pem", "--certificate-key: '{cut-key.pem}' has no key in it, or not all of it:"
        + " give the file with the lines from BEGIN PRIVATE KEY to END PRIVATE KEY.")]
    [TestCase(
        "bad-key.pem", "--certificate-key: the key in '{bad-key.pem}' is damaged: copy it again.")]
    [TestCase(
        "other-key.pem", "--certificate-key: the key in '{other-key.pem}' does not belong to the"
        + " first certificate in '{cert.pem}': give the two that were made together.")]
    [TestCase(
        "rsa-key.pem", "--certificate-key: the key in '{rsa-key.pem}' does not belong to the"
        + " first certificate in '{cert.pem}': give the two that were made together.")]
    [TestCase(
        "old-rsa-key.pem", "--certificate-key: the key in '{old-rsa-key.pem}' does not belong to"
        + " the first certificate in '{cert.pem}': give the two that were made together.")]
    [TestCase(
        "locked-key.pem", "--certificate-key: the key in '{locked-key.pem}' is encrypted, which"
        + " only a PFX may be: write it without a password, with openssl pkey.")]
    [TestCase(
        "old-locked-key.pem", "--certificate-key: the key in '{old-locked-key.pem}' is encrypted,"
        + " which only a PFX may be: write it without a password, with openssl pkey.")]
    public void A_key_that_cannot_be_used_is_told_why(string key, string sentence) =>
        Expect(new() { File = At("cert.pem"), KeyFile = At(key) }, sentence);

    [TestCase(
        "nothing", "--certificate-password-file: '{nothing}' cannot be read: is it there, and may"
        + " this account read it?")]
    [TestCase("folder", "--certificate-password-file: '{folder}' is a folder: give a file.")]
    [TestCase(
        "empty", "--certificate-password-file: '{empty}' is empty: write the password into it, in"
        + " one line.")]
    [TestCase(
        "wrong", "--certificate-password-file: the password in '{wrong}' is not that of"
        + " '{locked.pfx}': write the right one into it, in one line.")]
    public void A_password_that_does_not_open_it_is_told(string password, string sentence) =>
        Expect(new() { File = At("locked.pfx"), PasswordFile = At(password) }, sentence);

    [TestCase("text", "--data: '{text}' is a file: give a folder.")]
    [TestCase(
        "text/in/it", "A certificate cannot be kept in '{text/in/it}': give a folder in which this"
        + " account may write, with --data FOLDER.")]
    public void A_folder_that_cannot_be_used_is_told(string folder, string sentence) =>
        Expect(new() { Folder = At(folder) }, sentence);

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
