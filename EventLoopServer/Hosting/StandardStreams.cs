using System.Runtime.InteropServices;
using System.Text;

namespace EventLoopServer.Hosting;

/// <summary>
/// The descriptors 0 to 2 (standard input, output and error). A process may start with any of them
/// closed, full, or open in the wrong direction. Then printing has no effect and never fails.
/// </summary>
internal static class StandardStreams
{
    private const int Output = 1;
    private const int Error = 2;
    private const int GetFlags = 1; // F_GETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC
    private const int ReadWrite = 2; // O_RDWR

    /// <summary>
    /// Opens the closed descriptors and makes printing safe. It has to run before anything is
    /// printed and before a socket is opened. If it ran later, a client's socket could get the
    /// number of a closed descriptor, and the lines of the log would be sent to that client.
    /// </summary>
    /// <returns>The writer for all output.</returns>
    public static TextWriter Secure()
    {
        if (OperatingSystem.IsWindows())
        {
            UseUtf8();
        }
        else
        {
            FillClosed();
        }

        var output = new LossyWriter(IsInherited(Output) ? Console.Out : TextWriter.Null);
        Console.SetError(new LossyWriter(IsInherited(Error) ? Console.Error : TextWriter.Null));
        return output;
    }

    /// <summary>
    /// False when the descriptor was closed at the start and the runtime uses it for a channel of
    /// its own. Reading would take bytes from that channel, and writing would corrupt it.
    /// </summary>
    public static bool IsInherited(int descriptor)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        // Descriptors that were inherited through exec lack this flag. The runtime sets it on its
        // own descriptors.
        int flags = Control(descriptor, GetFlags);
        return flags >= 0 && (flags & CloseOnExec) == 0;
    }

    private static void FillClosed()
    {
        int filled;
        do
        {
            // open returns the lowest free descriptor. Without /dev/null a directory is opened,
            // because a directory can be neither read nor written as a file.
            filled = Open("/dev/null", ReadWrite);
            filled = filled < 0 ? Open("/", 0) : filled;
        }
        while (filled is >= 0 and <= Error);

        if (filled >= 0)
        {
            _ = Close(filled);
        }
    }

    /// <summary>
    /// Sets UTF-8, because the Windows console uses the DOS code page by default. Untested: follows
    /// the runtime's sources.
    /// </summary>
    private static void UseUtf8()
    {
        try
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }
        catch (IOException)
        {
            // There is no console, and the output is UTF-8 without this call.
        }
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command);

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
