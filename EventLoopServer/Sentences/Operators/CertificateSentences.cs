namespace EventLoopServer.Sentences.Operators;

/// <summary>Faults of certificates, each with an advice.</summary>
internal static class CertificateSentences
{
    public static string Damaged(string path) =>
        $"a certificate in '{path}' is damaged: copy it again.";

    public static string NoCertificate(string path) =>
        $"'{path}' has no certificate in it, or only a part of it: give the file with the lines "
        + $"from "
        + "BEGIN CERTIFICATE to END CERTIFICATE.";

    public static string KeyEncrypted(string path) =>
        $"the key in '{path}' is encrypted, and only a PFX may be: decrypt it with openssl "
        + "pkey.";

    public static string NoKey(string path) =>
        $"'{path}' has no key in it, or only a part of it: give the file with the lines from BEGIN "
        + "PRIVATE KEY to END PRIVATE KEY.";

    public static string NoKeyBeside(string path) =>
        $"'{path}' has no key in it: give the file that has it with --certificate-key FILE.";

    public static string OtherKey(string keyPath, string path) =>
        $"the key in '{keyPath}' does not belong to the first certificate in '{path}': give a "
        + "certificate and the key that it was made with.";

    public static string WrongKind(string path) =>
        $"'{path}' has a certificate with an unsupported kind of key: give one with an RSA or "
        + $"ECDSA "
        + "key.";

    public static string KeyDamaged(string path) =>
        $"the key in '{path}' is damaged: copy it again.";

    public static string NoKeyInPfx(string path) =>
        $"'{path}' has no key in it: make the PFX with its key, with openssl pkcs12 -export "
        + "-inkey KEY.";

    public static string Der(string path) =>
        $"'{path}' is in DER form: convert it to PEM with openssl x509 -inform der.";

    public static string UnknownForm(string path) =>
        $"'{path}' is neither PEM nor PFX: give a file that is.";

    public static string PfxDamaged(string path) =>
        $"'{path}' cannot be read as a PFX: make it again.";

    public static string PasswordMissing(string path) =>
        $"'{path}' has a password: give a file with the password with --certificate-password-file "
        + "FILE.";

    public static string OtherPassword(string passwordPath, string path) =>
        $"the password in '{passwordPath}' is not the password of '{path}': write the right one "
        + $"into it, "
        + "in one line.";

    public static string FolderIsFile(string folder) => $"'{folder}' is a file: give a folder.";

    public static string OthersMayWrite(string folder) =>
        $"other accounts may write in '{folder}', and could replace the certificate and its key: "
        + "remove that permission (chmod go-w), or give a folder of your own.";

    public static string NotKept(string folder, string option) =>
        $"A certificate cannot be kept in '{folder}': give a folder in which this account may "
        + $"write, with {option} FOLDER.";

    public static string KeptUnusable(string folder, string file) =>
        $"The certificate in {folder} cannot be used: take {file} away, and a new one is made.";

    /// <summary>A sentence with its option.</summary>
    public static string Of(string option, string sentence) => $"{option}: {sentence}";
}
