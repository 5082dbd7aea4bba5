using System.Runtime.CompilerServices;

namespace UnitTests.Documents;

/// <summary>Finds the repository's files from the path at which this file was compiled.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find([CallerFilePath] string here = "")
    {
        for (DirectoryInfo? at = new FileInfo(here).Directory; at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "TcpChat.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException(
            $"No TcpChat.sln above {here}: run the tests in a checkout.");
    }
}
