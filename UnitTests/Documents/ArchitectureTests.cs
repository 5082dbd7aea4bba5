using System.Text.RegularExpressions;
using UnitTests.Tidy;

namespace UnitTests.Documents;

/// <summary>The files that ARCHITECTURE.md and CONTRIBUTING.md name exist.</summary>
internal sealed partial class ArchitectureTests
{
    [TestCase("ARCHITECTURE.md")]
    [TestCase("CONTRIBUTING.md")]
    public void Every_file_named_in_the_document_exists(string document)
    {
        string[] files = [.. ProjectFiles.Find("*.cs", ProjectFiles.Projects)];
        string[] named = [.. FileName().Matches(SourceTree.Read(document))
            .Select(static m => m.Groups[1].Value).Distinct()];
        Assert.That(named, Has.Length.GreaterThan(10));
        Assert.Multiple(() =>
        {
            foreach (string name in named)
            {
                Assert.That(files, Has.Some.EndsWith($"/{name}").Or.Some.EqualTo(name), document);
            }
        });
    }

    [GeneratedRegex(@"`([A-Za-z/]+\.cs)`")]
    private static partial Regex FileName();
}
