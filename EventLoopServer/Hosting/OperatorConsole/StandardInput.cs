using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EventLoopServer.Hosting.OperatorConsole;

/// <summary>
/// What somebody types at the program, as bytes, without the runtime's console, which would take
/// the terminal over: it stays as it is, with its own echo and editing.
/// </summary>
internal sealed class StandardInput
{
    private const int Descriptor = 0;
    private const int BackgroundRead = 21; // SIGTTIN, on Linux, macOS and the BSDs
    private const nint Ignore = 1; // SIG_IGN

    /// <summary>
    /// Between two looks whether a program in the background has come to the front.
    /// </summary>
    private static readonly TimeSpan s_backgroundPause = TimeSpan.FromSeconds(1);

    private readonly Stream _stream;

    private StandardInput(Stream stream) => _stream = stream;

    /// <summary>Opens it.</summary>
    /// <returns>Null when the program was started without.</returns>
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

        // A program in the background that reads from the terminal is stopped, with all threads.
        // Ignored, the signal becomes an error of that read.
        Handle(BackgroundRead, Ignore);
        try
        {
            var handle = new SafeFileHandle(Descriptor, ownsHandle: false);
            return new StandardInput(new FileStream(handle, FileAccess.Read, bufferSize: 0));
        }
        catch (Exception e) when (e is IOException or ArgumentException
            or UnauthorizedAccessException or NotSupportedException)
        {
            // A directory, or something that is only written to.
            return null;
        }
    }

    /// <summary>Waits for what is typed next.</summary>
    /// <returns>Bytes read; 0 at the end, which comes sooner or later or at once.</returns>
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
