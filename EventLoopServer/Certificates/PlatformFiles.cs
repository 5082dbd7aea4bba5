using System.Security.Cryptography.X509Certificates;

namespace EventLoopServer.Certificates;

/// <summary>
/// Where systems differ about certificates and files that are somebody's own: the only place that
/// knows.
/// </summary>
internal static class PlatformFiles
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Where programs keep what they need again: ~/.local/share, ~/Library/Application Support or
    /// %LOCALAPPDATA%. Empty where there is no such place.
    /// </summary>
    public static string DefaultFolder
    {
        get
        {
            string own = Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify);
            return own.Length == 0 ? "" : Path.Combine(own, "tcpchat");
        }
    }

    /// <summary>Makes a folder for its owner alone; one that is there stays as it is.</summary>
    public static void MakePrivateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            // A profile's folders are its owner's already.
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>
    /// True when accounts other than its owner's may read a file; on Windows, whose rights are of
    /// another kind, never.
    /// </summary>
    public static bool IsOpenToOthers(string file) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0;

    /// <summary>Writes a new file that only its owner may read, from its first byte on.</summary>
    public static void WritePrivate(string file, string text)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }

    /// <summary>
    /// The same certificate with a key that SslStream takes: Windows wants none that was only read
    /// into memory.
    /// </summary>
    public static X509Certificate2 Usable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(
                certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
