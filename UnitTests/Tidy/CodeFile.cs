using System.Text.RegularExpressions;
using UnitTests.Documents;

namespace UnitTests.Tidy;

/// <summary>One C# file of the project, with and without its comments and strings.</summary>
internal sealed partial class CodeFile
{
    /// <summary>A project inside another one. Its namespaces start at its folder.</summary>
    private const string Double = "LoadTests/NBomber/Double/";

    private CodeFile(string path)
    {
        Path = path;
        string text = SourceTree.Read(path);
        Lines = SplitLines(text);
        Code = CodeText.Strip(text);
        CodeLines = SplitLines(Code);
    }

    /// <summary>The path from the root, with slashes.</summary>
    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>True for the double of NBomber, which has the original's names.</summary>
    public bool IsOfDouble => Path.StartsWith(Double, StringComparison.Ordinal);

    /// <summary>The namespace that the folder requires.</summary>
    public string FolderNamespace =>
        System.IO.Path.GetDirectoryName(IsOfDouble ? Path[Double.Length..] : Path)!
            .Replace('\\', '/').Replace('/', '.');

    public IReadOnlyList<string> Lines { get; }

    /// <summary>The text with comments and strings blanked.</summary>
    public string Code { get; }

    public IReadOnlyList<string> CodeLines { get; }

    /// <summary>Names and lines of the types that are not nested.</summary>
    public IEnumerable<(string Name, int Line)> TopTypes =>
        TopTypeLine().Matches(Code).Select(m => (m.Groups[1].Value, LineAt(m.Groups[1].Index)));

    /// <summary>Names and lines of all types, including nested ones.</summary>
    public IEnumerable<(string Name, int Line)> AllTypes =>
        TypeWord().Matches(Code).Select(m => (m.Groups[1].Value, LineAt(m.Groups[1].Index)));

    /// <summary>The project's C# files in these folders, in order of their paths.</summary>
    public static IReadOnlyList<CodeFile> In(params string[] folders) =>
        [.. ProjectFiles.Find("*.cs", folders).Select(static path => new CodeFile(path))];

    /// <summary>The line number of an index in <see cref="Code"/>, from 1.</summary>
    public int LineAt(int index) => Code.AsSpan(0, index).Count('\n') + 1;

    private static string[] SplitLines(string text)
    {
        string[] lines = text.Replace("\r", string.Empty).Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    [GeneratedRegex(
        @"^(?:[a-z]+\s+)*(?:class|struct|interface|enum|record|delegate\s+\S+)\s+"
        + @"(?!struct|class)(\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopTypeLine();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record)\s+(?!struct|class)([A-Z]\w*)")]
    private static partial Regex TypeWord();
}
