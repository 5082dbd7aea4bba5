using SimpleClient.Standard;

namespace SimpleClient.Terminal.Chat;

/// <summary>Paths for completion.</summary>
internal static class PathWords
{
    /// <summary>The most paths that are offered, because a folder may have any number.</summary>
    private const int Most = 200;

    /// <summary>The paths that begin with a text; empty when the folder cannot be read.</summary>
    public static IEnumerable<string> Beginning(string start)
    {
        int slash = start.LastIndexOf('/') + 1;
        string folder = start[..slash];
        string real = folder.Length == 0 ? "." : UserFolders.InHome(folder);
        try
        {
            return
            [
                .. new DirectoryInfo(real).EnumerateFileSystemInfos($"{start[slash..]}*")
                    .Where(one => slash < start.Length || !one.Name.StartsWith('.'))
                    .Take(Most)
                    .OrderBy(static one => one.Name, StringComparer.Ordinal)
                    .Select(one => $"{folder}{one.Name}{(one is DirectoryInfo ? "/" : "")}"),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or ArgumentException)
        {
            return [];
        }
    }
}
