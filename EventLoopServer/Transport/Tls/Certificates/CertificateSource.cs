namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>Where the certificate comes from, according to the command line.</summary>
internal sealed record CertificateSource
{
    public const string FileOption = "--certificate";

    public const string KeyOption = "--certificate-key";

    public const string PasswordOption = "--certificate-password-file";

    public const string FolderOption = "--data";

    /// <summary>A file with the certificate, PEM or PFX; null if the server makes one.</summary>
    public string? File { get; init; }

    /// <summary>The PEM file with the key; null if the key is in the same file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>
    /// A file whose only line is the password of the PFX; null if the PFX has none.
    /// </summary>
    public string? PasswordFile { get; init; }

    /// <summary>The folder for a certificate that the server makes.</summary>
    public string Folder { get; init; } = "";

    /// <summary>All files from which the certificate is read.</summary>
    public IEnumerable<string> Files() =>
        new[] { File ?? Path.Combine(Folder, SelfSigned.FileName), KeyFile, PasswordFile }
            .OfType<string>();

    /// <summary>
    /// The files with a secret that other accounts on this machine may read. Call it after the
    /// certificate was loaded, because all files exist then.
    /// </summary>
    public IEnumerable<string> OpenFiles()
    {
        string key = KeyFile ?? File ?? Path.Combine(Folder, SelfSigned.FileName);
        string[] secrets = PasswordFile is null ? [key] : [key, PasswordFile];
        return secrets.Where(PlatformFiles.IsOpenToOthers);
    }
}
