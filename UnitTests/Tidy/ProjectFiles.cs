using UnitTests.Documents;

namespace UnitTests.Tidy;

/// <summary>The files that people write, and not what tools make of them.</summary>
internal static class ProjectFiles
{
    private static readonly string[] s_made = ["bin", "obj", "out", "publish", "TestResults"];

    /// <summary>The five projects.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        ["EventLoopServer", "LoadTests", "Protocol", "SimpleClient", "UnitTests"];

    /// <summary>Paths below the root, with slashes, in order.</summary>
    /// <param name="pattern">Such as <c>*.cs</c>.</param>
    /// <param name="folders">
    /// Where to look, with the folders in them; the root's own files: ".".
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
