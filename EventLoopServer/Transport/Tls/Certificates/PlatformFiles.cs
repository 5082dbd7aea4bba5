using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Win32.SafeHandles;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>
/// The differences between operating systems for certificates and private files. No other class
/// here depends on the system.
/// </summary>
internal static class PlatformFiles
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// The program's folder below the system's folder for data: ~/.local/share,
    /// ~/Library/Application Support or %LOCALAPPDATA%. Empty where the system has no such folder.
    /// </summary>
    public static string DefaultFolder
    {
        get
        {
            // systemd sets this variable to the folder of a service, or to several folders.
            if (Environment.GetEnvironmentVariable("STATE_DIRECTORY") is { Length: > 0 } state)
            {
                return state.Split(':')[0];
            }

            string own = Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify);
            return own.Length == 0 ? "" : Path.Combine(own, "tcpchat");
        }
    }

    /// <summary>
    /// Opens a file for reading. The call does not wait for a FIFO's writer, and a terminal does
    /// not become the program's controlling terminal.
    /// </summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SafeFileHandle OpenWithoutWaiting(string path)
    {
        if (OperatingSystem.IsWindows() || path.Length == 0 || path.Contains('\0'))
        {
            // On Windows, a pipe has a special path, so an ordinary path does not wait.
            return File.OpenHandle(path);
        }

        // The flags are O_NONBLOCK, O_CLOEXEC and O_NOCTTY. Their numbers differ between systems.
        // O_RDONLY is 0.
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
    /// True when accounts other than the owner's may create and replace files in a folder. Always
    /// false on Windows, whose permissions are of another kind.
    /// </summary>
    public static bool IsWritableByOthers(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        // In a folder with the sticky bit, only a file's owner can replace it. But any account can
        // create a file that does not exist yet.
        UnixFileMode mode = File.GetUnixFileMode(folder);
        return (mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0;
    }

    /// <summary>
    /// Creates a folder that only its owner may use. An existing folder stays unchanged.
    /// </summary>
    public static void MakePrivateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            // The folders of a user's profile are private already.
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>
    /// True when accounts other than the owner's may read a file. Always false on Windows, whose
    /// permissions are of another kind.
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
    /// Returns the same certificate with a key that SslStream accepts. On Windows, it accepts no
    /// key that was only read into memory.
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

    // In C the last argument is optional. It is not used when no file is created.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFile(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
