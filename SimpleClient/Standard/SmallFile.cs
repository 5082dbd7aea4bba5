using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using SimpleClient.Sentences;

namespace SimpleClient.Standard;

/// <summary>
/// Reads a file of the user. The client reads such a file only completely, as UTF-8, and only if it
/// is a small regular file. A pipe without a writer would block forever, a device has no end, and a
/// folder must not count as an empty file.
/// </summary>
internal static class SmallFile
{
    private const int NoSuchFile = 2;
    private const int NoSuchFolder = 20;

    /// <summary>
    /// O_NONBLOCK in the headers of Linux. It is the same on all processors that .NET runs on.
    /// </summary>
    private const int LinuxNonBlocking = 0x800;
    private const int LinuxCloseOnExec = 0x80000;
    private const int LinuxEmptyPath = 0x1000;
    private const uint LinuxWantType = 1;
    private const int LinuxModeOffset = 28;
    private const int LinuxStatxBytes = 256;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="maxBytes">The largest size; a larger file is an error.</param>
    public static FileText Read(string path, int maxBytes)
    {
        try
        {
            if (Directory.Exists(path))
            {
                return Fault(StartupSentences.IsFolder);
            }

            using SafeFileHandle? handle = Open(path, out string? fault);
            return fault is not null ? Fault(fault)
                : handle is null ? Missing(path)
                : Read(handle, maxBytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Missing(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            return Fault(e.Message.TrimEnd('.'));
        }
    }

    private static FileText Fault(string why) => new(null, why);

    /// <summary>
    /// Reports a missing file. A link without a target is not a missing file, because the content
    /// of its target is unknown.
    /// </summary>
    private static FileText Missing(string path) => new FileInfo(path).LinkTarget is { } target
        ? Fault(StartupSentences.LinkToNothing(target))
        : default;

    private static FileText Read(SafeFileHandle handle, int maxBytes)
    {
        using var file = new FileStream(handle, FileAccess.Read, bufferSize: 0);

        // The length of the file is not used, because a file of /proc has none, and a file may grow
        // meanwhile.
        byte[] bytes = new byte[maxBytes + 1];
        int read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read > maxBytes)
        {
            return Fault(StartupSentences.HasTooMuch(maxBytes));
        }

        ReadOnlySpan<byte> text = bytes.AsSpan(0, read);
        if (text.StartsWith(Encoding.UTF8.Preamble))
        {
            text = text[Encoding.UTF8.Preamble.Length..];
        }

        try
        {
            return new FileText(s_strict.GetString(text), null);
        }
        catch (DecoderFallbackException)
        {
            return Fault(StartupSentences.IsNotUtf8);
        }
    }

    private static SafeFileHandle? Open(string path, out string? fault)
    {
        fault = null;
        if (!OperatingSystem.IsLinux())
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }

        byte[] name = [.. Encoding.UTF8.GetBytes(path), 0];
        int descriptor = OpenFile(ref name[0], LinuxNonBlocking | LinuxCloseOnExec);
        if (descriptor < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            fault = error is NoSuchFile or NoSuchFolder ? null : new Win32Exception(error).Message;
            return null;
        }

        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (!IsRegular(descriptor))
        {
            handle.Dispose();
            fault = StartupSentences.IsIrregular;
            return null;
        }

        return handle;
    }

    /// <summary>
    /// True for a regular file. The open file is checked and not its path, because another file may
    /// have that path by now. Kernels without this call are older than 2017, and .NET does not run
    /// on them.
    /// </summary>
    private static bool IsRegular(int descriptor)
    {
        byte[] facts = new byte[LinuxStatxBytes];
        byte noName = 0;
        return ReadFacts(descriptor, ref noName, LinuxEmptyPath, LinuxWantType, ref facts[0]) == 0
            && (BitConverter.ToUInt16(facts, LinuxModeOffset) & TypeMask) == RegularFile;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFile(ref byte path, int flags);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadFacts(
        int descriptor, ref byte path, int flags, uint mask, ref byte facts);
}
