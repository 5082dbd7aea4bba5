using System.Text.RegularExpressions;
using UnitTests.Documents;

namespace UnitTests.Tidy;

/// <summary>
/// Phrases that a reader has to translate: headless clauses and household metaphors. They are
/// refused in code, comments, test names, messages and documents. The changelog is exempt, because
/// it quotes old sentences.
/// </summary>
internal sealed partial class PhraseTests
{
    private static readonly string[] s_exempt = ["CHANGELOG.md", "UnitTests/Tidy/PhraseTests.cs"];

    [Test]
    public void Text_contains_no_private_phrase()
    {
        var findings = new Findings();
        foreach (string path in Paths().Except(s_exempt))
        {
            string[] lines = SourceTree.Read(path).Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                if (Find(lines[i]) is { } phrase)
                {
                    findings.Add(path, i + 1, phrase);
                }
            }
        }

        findings.AssertNone(
            "Name the thing with the field's noun: subject, verb, object, one idea per sentence.");
    }

    [TestCase("/// Tells whoever asked.", "whoever")]
    [TestCase("public void Those_who_wait_are_served()", "those who")]
    [TestCase("An operator who asks is answered.", null)]
    public void Phrases_are_found_in_prose_and_in_names(string line, string? phrase) =>
        Assert.That(Find(line), Is.EqualTo(phrase));

    private static string? Find(string line)
    {
        string words = Gaps().Replace(line, " ");
        return Phrases().Match(words) is { Success: true, Value: var found }
            ? found.ToLowerInvariant()
            : null;
    }

    private static IEnumerable<string> Paths() =>
    [
        .. ProjectFiles.Find("*.cs", ProjectFiles.Projects),
        .. ProjectFiles.Find("*.csproj", ProjectFiles.Projects),
        .. ProjectFiles.Find("*.md", [.. ProjectFiles.Projects, "docs", "."]),
    ];

    [GeneratedRegex(@"[_\s]+")]
    private static partial Regex Gaps();

    [GeneratedRegex(
        @"\b("
        + "whoever|those who|nobody who|somebody who|everybody who|who is here|"
        + "who came and|who comes and|is told|are told|was told|were told|what was said|"
        + "what is said|what was typed|gets to know|get to know|at the door|the doors open|"
        + "let in|lets go|let go|last words|shaken hands|vouches for|vouch for|sees to it|"
        + "knows of it|goes by|has to go|have to go|may be had|can be had|turned away|"
        + "turns away|for good|honest people|under way any more"
        + @")\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Phrases();
}
