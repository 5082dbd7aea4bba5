namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>
/// How a file was when it was looked at: when one of these differs, it may be another.
/// </summary>
/// <param name="WrittenUtc">When it was written last.</param>
/// <param name="Bytes">How long it is; -1: it is not there.</param>
/// <param name="Target">
/// Where it leads to; null: nowhere. What renews certificates often changes a link.
/// </param>
internal readonly record struct FileStamp(DateTime WrittenUtc, long Bytes, string? Target)
{
    public static FileStamp Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            FileSystemInfo last = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
            return last is FileInfo { Exists: true } there
                ? new FileStamp(there.LastWriteTimeUtc, there.Length, there.FullName)
                : new FileStamp(default, -1, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileStamp(default, -1, null);
        }
    }
}
