using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Win32.SafeHandles;

namespace EventLoopServer.Transport.Tls.Certificates;

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

    /// <summary>
    /// Opens a file to read it. A FIFO without a writer is open at once too, and a terminal does
    /// not become the program's own.
    /// </summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle OpenWithoutWaiting(string path)
    {
        if (OperatingSystem.IsWindows() || path.Length == 0 || path.Contains('\0'))
        {
            // A path of Windows leads to a pipe only where it says so.
            return File.OpenHandle(path);
        }

        // O_NONBLOCK, O_CLOEXEC and O_NOCTTY, whose numbers are each system's own; O_RDONLY is 0.
        int flags = OperatingSystem.IsLinux() ? 0x800 | 0x80000 | 0x100
            : OperatingSystem.IsMacOS() ? 0x4 | 0x1000000 | 0x20000
            : 0x4 | 0x100000 | 0x8000;
        int descriptor = OpenFile(path, flags);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException(
                $"open failed with error {Marshal.GetLastPInvokeError()}");
    }

    /// <summary>
    /// True when accounts other than its owner's may make and replace files in a folder; on
    /// Windows, whose rights are of another kind, never.
    /// </summary>
    public static bool IsWritableByOthers(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        // In a folder with the sticky bit only a file's owner can replace it, but a file that is
        // not there yet can be anybody's.
        UnixFileMode mode = File.GetUnixFileMode(folder);
        return (mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0;
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

    // In C its last argument is optional, and not looked at where no file is made.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFile(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
