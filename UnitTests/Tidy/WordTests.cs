using System.Text.RegularExpressions;
using UnitTests.Documents;

namespace UnitTests.Tidy;

/// <summary>Rejects words that do not belong in code or documents.</summary>
internal sealed partial class WordTests
{
    private readonly IReadOnlyList<CodeFile> _files = CodeFile.In([.. ProjectFiles.Projects]);

    [Test]
    public void No_type_name_ends_with_an_empty_word()
    {
        var findings = new Findings();
        foreach (CodeFile file in _files.Where(static f => !f.IsOfDouble))
        {
            foreach ((string name, int line) in file.AllTypes)
            {
                if (EmptyName().IsMatch(name))
                {
                    findings.Add(file.Path, line, name);
                }
            }
        }

        findings.AssertNone("Name these types after what they are, by the field's own word.");
    }

    [Test]
    public void Code_has_no_regions() => Findings.Forbid(
        _files, RegionLine(), "Delete the region: a file that needs folding is too long.");

    [Test]
    public void Files_have_no_reminders_of_open_work() => ForbidInText(
        Later(), "Do it now or delete the note: what is open belongs into the tracker.");

    [Test]
    public void Files_refer_to_nothing_outside_the_repository() => ForbidInText(
        ElsewhereWords(), "Say the reason itself: a reader has the repository and nothing else.");

    [Test]
    public void No_test_waits_for_time_to_pass() => Findings.Forbid(
        _files.Where(static f => f.Path.StartsWith("UnitTests/", StringComparison.Ordinal)),
        Waiting(),
        "Wait for a condition: a handshake, a reply, a turn of the loop.");

    /// <summary>Searches code with its comments, documents and build settings.</summary>
    private static void ForbidInText(Regex words, string whatToDo)
    {
        var findings = new Findings();
        IEnumerable<string> paths =
        [
            .. ProjectFiles.Find("*.cs", ProjectFiles.Projects),
            .. ProjectFiles.Find("*.csproj", ProjectFiles.Projects),
            .. ProjectFiles.Find("*.md", [.. ProjectFiles.Projects, "."]),
            .. ProjectFiles.Find("*.props", "."),
        ];
        foreach (string path in paths)
        {
            string[] lines = SourceTree.Read(path).Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                if (words.Match(lines[i]) is { Success: true } match)
                {
                    findings.Add(path, i + 1, match.Value);
                }
            }
        }

        findings.AssertNone(whatToDo);
    }

    [GeneratedRegex("(Manager|Helpers?|Utils?|Handler|Processor|Data|Info)$")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"^\s*#\s*(region|endregion)", RegexOptions.Multiline)]
    private static partial Regex RegionLine();

    // The brackets keep the rule from matching this file.
    [GeneratedRegex(@"\b(TOD[O]|FIXM[E]|HAC[K])\b")]
    private static partial Regex Later();

    [GeneratedRegex(@"\b[Ii]ssue [#]|(?<![\w.])/wor[k]/|(?<!\w)share[d]/")]
    private static partial Regex ElsewhereWords();

    [GeneratedRegex(@"\bThread\s*\.\s*Sleep\b|\bTask\s*\.\s*Delay\b|\bSpinWait\b")]
    private static partial Regex Waiting();
}
