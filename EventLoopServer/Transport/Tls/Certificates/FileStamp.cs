namespace EventLoopServer.Transport.Tls.Certificates;

/// <summary>
/// The state of a file at one time. If a part of the state is different later, the file may have
/// changed.
/// </summary>
/// <param name="WrittenUtc">The time of the last write.</param>
/// <param name="Bytes">The length; -1 if there is no readable file.</param>
/// <param name="Target">
/// The path after all links; null if there is no readable file. Tools that renew certificates often
/// change a link.
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
