using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SimpleClient.Standard;

/// <summary>
/// Unix system calls on inherited descriptors. The runtime's console streams cannot be used for two
/// reasons. They ignore that the reader of the output has ended. And a descriptor that was closed
/// when the program started may have been opened by the runtime since.
/// </summary>
internal static class Descriptors
{
    public const int Input = 0;
    public const int Output = 1;
    public const int Error = 2;

    private const int GetFlags = 1;
    private const int CloseOnExec = 1;
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;
    private const short Readable = 1;
    private const short Writable = 4;
    private const short Invalid = 0x20;

    private static readonly int s_wouldBlock = OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>
    /// True for an inherited descriptor. A descriptor with close-on-exec cannot be inherited. The
    /// runtime has opened such a descriptor, because its number was free.
    /// </summary>
    public static bool IsInherited(int descriptor)
    {
        int flags = Control(descriptor, GetFlags, 0);
        return flags >= 0 && (flags & CloseOnExec) == 0;
    }

    /// <summary>
    /// Opens the null device for each closed descriptor of the three standard ones. Without it, a
    /// socket could get such a number, and text for the user would be sent to the server.
    /// </summary>
    /// <returns>The handles that occupy the numbers until they are disposed.</returns>
    public static IReadOnlyList<SafeFileHandle> FillGaps()
    {
        var opened = new List<SafeFileHandle>();
        while (opened.Count <= Error && IsAnyFree())
        {
            opened.Add(File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite));
        }

        return opened;
    }

    /// <summary>Waits for bytes and reads them.</summary>
    /// <returns>The number of bytes; 0 at the end.</returns>
    /// <exception cref="IOException">Reading failed.</exception>
    public static int Read(int descriptor, Span<byte> bytes)
    {
        while (true)
        {
            nint count = ReadBytes(descriptor, ref MemoryMarshal.GetReference(bytes), bytes.Length);
            if (count >= 0)
            {
                return (int)count;
            }

            WaitOrThrow(descriptor, Readable);
        }
    }

    /// <summary>Writes all bytes, and waits while the descriptor accepts none.</summary>
    /// <exception cref="OutputClosedException">The reader of the output has ended.</exception>
    /// <exception cref="IOException">Writing failed.</exception>
    public static void Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint count = WriteBytes(
                descriptor, ref MemoryMarshal.GetReference(bytes), bytes.Length);
            if (count >= 0)
            {
                bytes = bytes[(int)count..];
            }
            else
            {
                WaitOrThrow(descriptor, Writable);
            }
        }
    }

    /// <summary>
    /// Waits until the reader of the output has ended. This needs its own thread, because the call
    /// never returns for a file or a terminal, or where only a write can detect the end.
    /// </summary>
    public static void WaitForReaderToEnd(int descriptor)
    {
        if (!TryWaitForReaderToEnd(descriptor))
        {
            Thread.Sleep(Timeout.Infinite);
        }
    }

    /// <summary>Waits until the output has no reader any more.</summary>
    /// <returns>
    /// False when the system cannot watch this descriptor. On macOS, poll does not support devices.
    /// </returns>
    public static bool TryWaitForReaderToEnd(int descriptor)
    {
        // poll always reports errors and hang-ups, even if no event is requested.
        var poll = new PollEntry { Descriptor = descriptor };
        int ready;
        do
        {
            ready = Poll(ref poll, 1, -1);
        }
        while (ready == 0 || (ready < 0 && Marshal.GetLastPInvokeError() == Interrupted));
        return ready > 0 && (poll.Returned & Invalid) == 0;
    }

    private static bool IsAnyFree() =>
        Control(Input, GetFlags, 0) < 0
        || Control(Output, GetFlags, 0) < 0
        || Control(Error, GetFlags, 0) < 0;

    private static void WaitOrThrow(int descriptor, short events)
    {
        int error = Marshal.GetLastPInvokeError();
        if (error == s_wouldBlock)
        {
            var poll = new PollEntry { Descriptor = descriptor, Events = events };
            _ = Poll(ref poll, 1, -1);
        }
        else if (error == BrokenPipe)
        {
            throw new OutputClosedException();
        }
        else if (error != Interrupted)
        {
            throw new IOException(new Win32Exception(error).Message);
        }
    }

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command, nint argument);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint ReadBytes(int descriptor, ref byte bytes, nint count);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint WriteBytes(int descriptor, ref readonly byte bytes, nint count);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref PollEntry entries, nuint count, int timeoutMs);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
