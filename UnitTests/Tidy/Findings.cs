using System.Text.RegularExpressions;

namespace UnitTests.Tidy;

/// <summary>What breaks a rule, each with its place, so that an editor can jump there.</summary>
internal sealed class Findings
{
    private readonly List<string> _all = [];

    /// <summary>
    /// Fails when the code of a file, comments and strings aside, has such words.
    /// </summary>
    public static void Forbid(IEnumerable<CodeFile> files, Regex words, string whatToDo)
    {
        var findings = new Findings();
        foreach (CodeFile file in files)
        {
            foreach (Match match in words.Matches(file.Code))
            {
                findings.Add(file.Path, file.LineAt(match.Index), match.Value.Trim());
            }
        }

        findings.AssertNone(whatToDo);
    }

    public void Add(string path, int line, string what) => _all.Add($"{path}:{line}: {what}");

    /// <summary>Fails when something was found.</summary>
    /// <param name="whatToDo">A sentence for whoever broke the rule.</param>
    public void AssertNone(string whatToDo)
    {
        if (_all.Count > 0)
        {
            Assert.Fail($"{whatToDo}\n{string.Join('\n', _all)}\n{_all.Count} in all.");
        }
    }
}
