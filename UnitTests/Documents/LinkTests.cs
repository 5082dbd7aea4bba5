using System.Text.RegularExpressions;
using UnitTests.Tidy;

namespace UnitTests.Documents;

/// <summary>Links between the documents lead to files and sections that exist.</summary>
internal sealed partial class LinkTests
{
    private static IEnumerable<string> Documents =>
        ProjectFiles.Find("*.md", [.. ProjectFiles.Projects, "docs", "."]);

    [TestCaseSource(nameof(Documents))]
    public void Every_relative_link_leads_to_a_file_and_a_section(string document)
    {
        string folder = Path.GetDirectoryName(Path.Combine(SourceTree.Root, document))!;
        Assert.Multiple(() =>
        {
            foreach (Match link in Link().Matches(WithoutCode(SourceTree.Read(document))))
            {
                string[] parts = link.Groups[1].Value.Split('#', 2);
                string path = parts[0].Length == 0
                    ? Path.Combine(SourceTree.Root, document)
                    : Path.GetFullPath(Path.Combine(folder, parts[0]));
                Assert.That(Path.Exists(path), Is.True, $"{document}: {link.Value} has no file");
                if (parts.Length == 2 && File.Exists(path))
                {
                    Assert.That(
                        Sections(path), Does.Contain(parts[1]), $"{document}: {link.Value}");
                }
            }
        });
    }

    [Test]
    public void Every_page_of_the_documentation_is_linked_from_the_readme()
    {
        string readme = SourceTree.Read("README.md");
        foreach (string page in ProjectFiles.Find("*.md", "docs"))
        {
            Assert.That(readme, Does.Contain($"({page}"));
        }
    }

    /// <summary>The anchors that GitHub generates for the headings of a document.</summary>
    private static IEnumerable<string> Sections(string path) =>
        WithoutCode(File.ReadAllText(path)).Split('\n')
            .Where(static l => l.StartsWith('#'))
            .Select(static l => NotInSections()
                .Replace(l.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static string WithoutCode(string text) => CodeBlock().Replace(text, "");

    [GeneratedRegex(@"\]\((?!https?://)([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^a-z0-9_ -]")]
    private static partial Regex NotInSections();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
