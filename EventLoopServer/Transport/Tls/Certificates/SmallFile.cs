using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>
/// Reads a file that an option names, such as a certificate, a key or a password. All such files
/// are read here, because the path may not be that of a regular file. It may be a folder, a device
/// that never ends, or a FIFO that waits for its writer.
/// </summary>
internal static class SmallFile
{
    /// <summary>
    /// The most bytes of one file. A chain of ten certificates with RSA keys of 4,096 bits has 20
    /// KB.
    /// </summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Reads a whole regular file. It never waits.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="bytes">The file's content.</param>
    /// <param name="fault">The problem and what to do; empty if there is none.</param>
    /// <param name="cause">The system's exception; null if there is none.</param>
    public static bool TryRead(
        string path, out byte[] bytes, out string fault, out Exception? cause)
    {
        bytes = [];
        cause = null;
        try
        {
            fault = Directory.Exists(path)
                ? FileSentences.Folder(path)
                : Read(path, out bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            fault = FileSentences.Unreadable(path);
            cause = e;
        }

        return fault.Length == 0;
    }

    private static string Read(string path, out byte[] bytes)
    {
        bytes = [];
        using var stream = new FileStream(
            PlatformFiles.OpenWithoutWaiting(path), FileAccess.Read, bufferSize: 0);
        if (!stream.CanSeek)
        {
            return FileSentences.Irregular(path);
        }

        // A device reports a length of 0, but may contain bytes.
        long announced = stream.Length;
        byte[] space = new byte[(int)Math.Min(announced, MaxBytes) + 1];
        int read = stream.ReadAtLeast(space, space.Length, throwOnEndOfStream: false);
        if (read > 0 && announced == 0)
        {
            return FileSentences.Irregular(path);
        }

        if (read > announced || read > MaxBytes)
        {
            return announced > MaxBytes
                ? FileSentences.TooLarge(path, MaxBytes / 1024)
                : FileSentences.Changed(path);
        }

        bytes = space[..read];
        return "";
    }
}
