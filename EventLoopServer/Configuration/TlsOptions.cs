using EventLoopServer.Configuration.Schema;
using EventLoopServer.Transport.Tls.Certificates;

namespace EventLoopServer.Configuration;

/// <summary>Whether the server offers TLS, and its certificate.</summary>
internal sealed record TlsOptions : IOptionRecord
{
    [Option(
        "--tls",
        "Serve TLS 1.2 and 1.3 (macOS: 1.2) on the same ports; without --certificate one is made "
            + "and kept")]
    public bool IsOn { get; init; }

    /// <summary>True when clients without TLS are rejected.</summary>
    [Option("--require-tls", "Reject clients that do not encrypt")]
    public bool IsRequired { get; init; }

    [Option(
        CertificateSource.FileOption,
        "Serve TLS with this certificate, PEM or PFX",
        ValueName = "FILE",
        IsReloadable = true,
        AppliesOnReload = true)]
    public string? Certificate { get; init; }

    [Option(
        CertificateSource.KeyOption,
        "The key of a PEM certificate, when it is in a file of its own",
        ValueName = "FILE",
        IsReloadable = true,
        AppliesOnReload = true,
        IsSecret = true)]
    public string? Key { get; init; }

    [Option(
        CertificateSource.PasswordOption,
        "A file whose only line is the password of a PFX",
        ValueName = "FILE",
        IsReloadable = true,
        AppliesOnReload = true,
        IsSecret = true)]
    public string? Password { get; init; }

    /// <summary>The folder for files that the server creates; empty when there is none.</summary>
    [Option(
        CertificateSource.FolderOption,
        "Folder for the history, its backups and the self-signed certificate",
        ValueName = "FOLDER",
        Default = "tcpchat in the application data folder of the system user")]
    public string Folder { get; init; } = PlatformFiles.DefaultFolder;

    /// <summary>The source of the certificate; null when the server does not offer TLS.</summary>
    public CertificateSource? Source => !IsOn && Certificate is null
        ? null
        : new CertificateSource
        {
            File = Certificate,
            KeyFile = Key,
            PasswordFile = Password,
            Folder = Folder,
        };
}
