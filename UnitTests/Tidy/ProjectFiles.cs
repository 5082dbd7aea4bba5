using UnitTests.Documents;

namespace UnitTests.Tidy;

/// <summary>Finds the files of the repository, without build output.</summary>
internal static class ProjectFiles
{
    private static readonly string[] s_made = ["bin", "obj", "out", "publish", "TestResults"];

    public static IReadOnlyList<string> Projects { get; } =
        ["EventLoopServer", "LoadTests", "Protocol", "SimpleClient", "UnitTests"];

    /// <summary>Finds files and returns their paths from the root, with slashes, sorted.</summary>
    /// <param name="pattern">Such as <c>*.cs</c>.</param>
    /// <param name="folders">
    /// The folders to search, with their subfolders; "." is the root without its subfolders.
    /// </param>
    public static IReadOnlyList<string> Find(string pattern, params IEnumerable<string> folders)
    {
        var found = new List<string>();
        foreach (string folder in folders)
        {
            Collect(new DirectoryInfo(Path.Combine(SourceTree.Root, folder)), pattern, found);
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Collect(DirectoryInfo folder, string pattern, List<string> found)
    {
        bool isRoot = Path.GetRelativePath(SourceTree.Root, folder.FullName) == ".";
        found.AddRange(folder.EnumerateFiles(pattern).Select(static f =>
            Path.GetRelativePath(SourceTree.Root, f.FullName).Replace('\\', '/')));
        foreach (DirectoryInfo inner in isRoot ? [] : folder.EnumerateDirectories())
        {
            if (!s_made.Contains(inner.Name))
            {
                Collect(inner, pattern, found);
            }
        }
    }
}
