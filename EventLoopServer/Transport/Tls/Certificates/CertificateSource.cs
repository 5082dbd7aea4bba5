namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>Where the certificate comes from, as the command line says it.</summary>
internal sealed record CertificateSource
{
    public const string FileOption = "--certificate";

    public const string KeyOption = "--certificate-key";

    public const string PasswordOption = "--certificate-password-file";

    public const string FolderOption = "--data";

    /// <summary>A file with the certificate, PEM or PFX; null: make one.</summary>
    public string? File { get; init; }

    /// <summary>The PEM file with its key; null: it is in the same file.</summary>
    public string? KeyFile { get; init; }

    /// <summary>A file whose only line is the password of the PFX; null: it has none.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>The folder in which one that was made is kept.</summary>
    public string Folder { get; init; } = "";

    /// <summary>All files that it is read from.</summary>
    public IEnumerable<string> Files() =>
        new[] { File ?? Path.Combine(Folder, SelfSigned.FileName), KeyFile, PasswordFile }
            .OfType<string>();

    /// <summary>
    /// Those of the files with a secret in them that others on this machine may read. All are there
    /// once the certificate was loaded.
    /// </summary>
    public IEnumerable<string> OpenFiles()
    {
        string key = KeyFile ?? File ?? Path.Combine(Folder, SelfSigned.FileName);
        string[] secrets = PasswordFile is null ? [key] : [key, PasswordFile];
        return secrets.Where(PlatformFiles.IsOpenToOthers);
    }
}
