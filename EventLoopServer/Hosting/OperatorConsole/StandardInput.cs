using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EventLoopServer.Hosting.OperatorConsole;

/// <summary>
/// Standard input as bytes. It does not use the runtime's console, which would change the mode of
/// the terminal, with its own echo and editing.
/// </summary>
internal sealed class StandardInput
{
    private const int Descriptor = 0;
    private const int BackgroundRead = 21; // SIGTTIN, on Linux, macOS and the BSDs
    private const nint Ignore = 1; // SIG_IGN

    /// <summary>
    /// Time between two checks whether a background process has come to the foreground.
    /// </summary>
    private static readonly TimeSpan s_backgroundPause = TimeSpan.FromSeconds(1);

    private readonly Stream _stream;

    private StandardInput(Stream stream) => _stream = stream;

    /// <summary>Opens standard input.</summary>
    /// <returns>Null when the process was started without one.</returns>
    public static StandardInput? Open()
    {
        if (OperatingSystem.IsWindows())
        {
            return new StandardInput(
                WindowsConsoleInput.TryOpen() ?? Console.OpenStandardInput());
        }

        if (!StandardStreams.IsInherited(Descriptor))
        {
            return null;
        }

        // The terminal stops a background process that reads from it, with all threads. If the
        // signal is ignored, the read fails instead.
        Handle(BackgroundRead, Ignore);
        try
        {
            var handle = new SafeFileHandle(Descriptor, ownsHandle: false);
            return new StandardInput(new FileStream(handle, FileAccess.Read, bufferSize: 0));
        }
        catch (Exception e) when (e is IOException or ArgumentException
            or UnauthorizedAccessException or NotSupportedException)
        {
            // A directory, or a descriptor that is write-only.
            return null;
        }
    }

    /// <summary>Waits for input.</summary>
    /// <returns>Bytes read; 0 at the end, which may be the first result.</returns>
    public int Read(Span<byte> space)
    {
        while (true)
        {
            try
            {
                return _stream.Read(space);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (OperatingSystem.IsWindows() || ForegroundGroup(Descriptor) < 0)
                {
                    // The terminal is gone.
                    return 0;
                }

                Thread.Sleep(s_backgroundPause);
            }
        }
    }

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Handle(int signal, nint handler);

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ForegroundGroup(int descriptor);
}
