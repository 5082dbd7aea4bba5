using System.Text.RegularExpressions;

namespace UnitTests.Tidy;

/// <summary>Rules for the size, the name, the namespace and the usings of each file.</summary>
internal sealed partial class FileTests
{
    private const int MaxLines = 400;
    private const int MaxColumns = 100;

    /// <summary>Files without a type: top-level statements, usings, attributes.</summary>
    private static readonly string[] s_typeless = ["Program", "GlobalUsings", "AssemblyInfo"];

    /// <summary>Files without a namespace: the runtime expects StartupHook outside one.</summary>
    private static readonly string[] s_bare = [.. s_typeless, "StartupHook"];

    private readonly IReadOnlyList<CodeFile> _files = CodeFile.In([.. ProjectFiles.Projects]);

    [Test]
    public void File_search_finds_the_source_files()
    {
        Assert.That(_files.Count, Is.GreaterThan(100), "the search for files finds too few");
        Assert.That(
            _files.Select(f => f.Path), Does.Contain("EventLoopServer/Reactor/EventLoop.cs"));
        Assert.That(_files.Select(f => f.Path), Has.None.Contains("/obj/"));
    }

    [Test]
    public void No_file_is_longer_than_400_lines()
    {
        var findings = new Findings();
        foreach (CodeFile file in _files.Where(f => f.Lines.Count > MaxLines))
        {
            findings.Add(file.Path, MaxLines + 1, $"{file.Lines.Count} lines");
        }

        findings.AssertNone($"Split these: a file has at most {MaxLines} lines.");
    }

    [Test]
    public void No_line_is_longer_than_100_columns()
    {
        var findings = new Findings();
        foreach (CodeFile file in _files)
        {
            for (int i = 0; i < file.Lines.Count; i++)
            {
                if (file.Lines[i].Length > MaxColumns)
                {
                    findings.Add(file.Path, i + 1, $"{file.Lines[i].Length} columns");
                }
            }
        }

        findings.AssertNone($"Break these lines: a line has at most {MaxColumns} columns.");
    }

    [Test]
    public void Each_file_holds_one_type_and_has_its_name()
    {
        var findings = new Findings();
        foreach (CodeFile file in _files)
        {
            (string Name, int Line)[] types = [.. file.TopTypes];
            if (types.Length == 0 && !s_typeless.Contains(file.Name))
            {
                findings.Add(file.Path, 1, "no type");
            }

            foreach ((string name, int line) in types.Where(t => t.Name != file.Name))
            {
                findings.Add(file.Path, line, $"{name} belongs into {name}.cs");
            }
        }

        findings.AssertNone("Give each of these types a file of its own name.");
    }

    [Test]
    public void Each_namespace_is_the_folder()
    {
        var findings = new Findings();
        foreach (CodeFile file in _files.Where(f => !s_bare.Contains(f.Name)))
        {
            Match[] namespaces = NamespaceLine().Matches(file.Code).ToArray();
            if (namespaces.Length != 1 || namespaces[0].Groups[2].Value != ";")
            {
                findings.Add(file.Path, 1, $"needs one line: namespace {file.FolderNamespace};");
            }
            else if (namespaces[0].Groups[1].Value != file.FolderNamespace)
            {
                int line = file.LineAt(namespaces[0].Groups[1].Index);
                findings.Add(file.Path, line, $"should be {file.FolderNamespace}");
            }
        }

        findings.AssertNone("Use file-scoped namespaces that equal the folders.");
    }

    [Test]
    public void Usings_are_sorted()
    {
        var findings = new Findings();
        foreach (CodeFile file in _files)
        {
            string[] names = [.. UsingLine().Matches(file.Code).Select(m => m.Groups[1].Value)];
            string[] sorted = [.. names
                .OrderBy(n => n != "System" && !n.StartsWith("System.", StringComparison.Ordinal))
                .ThenBy(n => n, StringComparer.OrdinalIgnoreCase)];
            if (!names.SequenceEqual(sorted))
            {
                findings.Add(file.Path, 1, string.Join(", ", sorted));
            }
        }

        findings.AssertNone("Sort the usings: System first, then by name.");
    }

    [GeneratedRegex(@"^using\s+([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)\s*(;?)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
