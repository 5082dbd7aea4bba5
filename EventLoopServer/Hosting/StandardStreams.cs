using System.Runtime.InteropServices;
using System.Text;

namespace EventLoopServer.Hosting;

/// <summary>
/// The descriptors 0 to 2. A program may be started with any of them closed, full, or open the
/// wrong way: printing then does nothing, and never fails.
/// </summary>
internal static class StandardStreams
{
    private const int Output = 1;
    private const int Error = 2;
    private const int GetFlags = 1; // F_GETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC
    private const int ReadWrite = 2; // O_RDWR

    /// <summary>
    /// Fills the closed ones and makes printing safe. To be called before anything is printed and
    /// before a socket is opened: a client's socket would get the number of a closed one, and with
    /// it the lines of the log.
    /// </summary>
    /// <returns>What everything is printed with.</returns>
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
    /// False where the descriptor was closed at the start and the runtime opened something of its
    /// own there: reading would steal what the runtime tells itself, and writing would confuse it.
    /// </summary>
    public static bool IsInherited(int descriptor)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        // What came through exec does not have this flag, and what the runtime opens does.
        int flags = Control(descriptor, GetFlags);
        return flags >= 0 && (flags & CloseOnExec) == 0;
    }

    private static void FillClosed()
    {
        int filled;
        do
        {
            // The lowest free one. Without /dev/null a directory will do: nothing can be read from
            // or written to it either.
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
    /// The console of Windows shows the code page of DOS otherwise. Not run yet: written after the
    /// runtime's sources.
    /// </summary>
    private static void UseUtf8()
    {
        try
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }
        catch (IOException)
        {
            // There is no console, and what is printed is UTF-8 anyway.
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
