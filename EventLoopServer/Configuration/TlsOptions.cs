using System.CommandLine;
using EventLoopServer.Transport.Tls.Certificates;

namespace EventLoopServer.Configuration;

/// <summary>The options about encryption, as a person types them.</summary>
internal sealed class TlsOptions
{
    private readonly Option<bool> _tls = new("--tls")
    {
        Description =
            "Serve TLS 1.2 and 1.3 (macOS: 1.2) on the same ports; without --certificate one is "
            + "made and kept",
    };

    private readonly Option<bool> _requireTls = new("--require-tls")
    {
        Description = "Serve nobody without TLS",
    };

    private readonly Option<string?> _certificate = File(
        CertificateSource.FileOption,
        "Serve TLS with this certificate, PEM or PFX; it is read again when it changes");

    private readonly Option<string?> _key = File(
        CertificateSource.KeyOption,
        "The key of a PEM certificate, when it is in a file of its own");

    private readonly Option<string?> _password = File(
        CertificateSource.PasswordOption, "A file whose only line is the password of a PFX");

    private readonly Option<string?> _folder = new(CertificateSource.FolderOption)
    {
        Description = $"Keep what the server makes in this folder; {DefaultFolder}",
        HelpName = "FOLDER",
    };

    public IEnumerable<Option> All => [_tls, _requireTls, _certificate, _key, _password, _folder];

    private static string DefaultFolder =>
        PlatformFiles.DefaultFolder is { Length: > 0 } folder ? folder : "none on this system";

    /// <summary>What is wrong; null: nothing.</summary>
    public string? Fault(ParseResult parsed, IReadOnlyList<ListenAddress> addresses)
    {
        bool hasFile = parsed.GetValue(_certificate) is not null;
        if (!hasFile && (parsed.GetValue(_key) ?? parsed.GetValue(_password)) is not null)
        {
            return "--certificate-key and --certificate-password-file belong to a --certificate.";
        }

        bool isRequired = parsed.GetValue(_requireTls);
        if (!IsOn(parsed) && (isRequired || addresses.Any(static a => a.IsTls)))
        {
            return "TLS needs a certificate: add --tls, which makes one, or --certificate FILE.";
        }

        if (isRequired && addresses.Any(static a => a.Dialects.IsPrompted))
        {
            return "The older chat programs know no TLS: --require-tls leaves none of them in.";
        }

        return IsOn(parsed) && !hasFile && Folder(parsed).Length == 0
            ? "There is no place to keep a certificate: give one with --data FOLDER."
            : null;
    }

    /// <summary>The certificate that is asked for; null: none.</summary>
    public CertificateSource? Certificate(ParseResult parsed) => !IsOn(parsed)
        ? null
        : new CertificateSource
        {
            File = parsed.GetValue(_certificate),
            KeyFile = parsed.GetValue(_key),
            PasswordFile = parsed.GetValue(_password),
            Folder = Folder(parsed),
        };

    public bool IsRequired(ParseResult parsed) => parsed.GetValue(_requireTls);

    private bool IsOn(ParseResult parsed) =>
        parsed.GetValue(_tls) || parsed.GetValue(_certificate) is not null;

    private string Folder(ParseResult parsed) =>
        parsed.GetValue(_folder) ?? PlatformFiles.DefaultFolder;

    private static Option<string?> File(string name, string what) => new(name)
    {
        Description = what,
        HelpName = "FILE",
    };
}
