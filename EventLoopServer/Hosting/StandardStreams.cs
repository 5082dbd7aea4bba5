using System.Runtime.InteropServices;
using System.Text;

namespace EventLoopServer.Hosting;

/// <summary>
/// The descriptors 0 to 2. A process may start with any of them closed, full, or open in the wrong
/// direction. Printing then does nothing and never fails.
/// </summary>
internal static class StandardStreams
{
    private const int Output = 1;
    private const int Error = 2;
    private const int GetFlags = 1; // F_GETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC
    private const int ReadWrite = 2; // O_RDWR

    /// <summary>
    /// Fills closed descriptors and makes printing safe. It has to run before anything is printed
    /// and before a socket is opened. Otherwise a client's socket could get the number of a closed
    /// descriptor, and with it the lines of the log.
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
    /// False when the descriptor was closed at the start and the runtime has opened its own there.
    /// Reading would take bytes from the runtime's own channel, and writing would corrupt it.
    /// </summary>
    public static bool IsInherited(int descriptor)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        // Descriptors inherited through exec lack this flag; the runtime sets it on its own.
        int flags = Control(descriptor, GetFlags);
        return flags >= 0 && (flags & CloseOnExec) == 0;
    }

    private static void FillClosed()
    {
        int filled;
        do
        {
            // open returns the lowest free descriptor. Without /dev/null a directory will do,
            // because a directory can be neither read nor written.
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
            // There is no console, and the output is UTF-8 anyway.
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
