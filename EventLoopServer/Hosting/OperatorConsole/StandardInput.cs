using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EventLoopServer.Hosting.OperatorConsole;

/// <summary>
/// Reads standard input as bytes. It does not use the runtime's console, because that would set its
/// own terminal mode, with its own echo and editing.
/// </summary>
internal sealed class StandardInput
{
    private const int Descriptor = 0;
    private const int BackgroundRead = 21; // SIGTTIN, on Linux, macOS and the BSDs
    private const nint Ignore = 1; // SIG_IGN

    /// <summary>
    /// The time between two checks whether a background process has come to the foreground.
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

        // When a background process reads from the terminal, the terminal stops all its threads
        // with this signal. If the process ignores the signal, the read fails instead.
        Handle(BackgroundRead, Ignore);
        try
        {
            var handle = new SafeFileHandle(Descriptor, ownsHandle: false);
            return new StandardInput(new FileStream(handle, FileAccess.Read, bufferSize: 0));
        }
        catch (Exception e) when (e is IOException or ArgumentException
            or UnauthorizedAccessException or NotSupportedException)
        {
            // Standard input is a directory, or a descriptor that is write-only.
            return null;
        }
    }

    /// <summary>Waits for input.</summary>
    /// <returns>The number of bytes; 0 at the end, which may be the first result.</returns>
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
                    // The terminal was closed.
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
