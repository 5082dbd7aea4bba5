using System.Text.RegularExpressions;

namespace UnitTests.Tidy;

/// <summary>Violations of a rule as "path:line: text", so that an editor can jump there.</summary>
internal sealed class Findings
{
    private readonly List<string> _all = [];

    /// <summary>
    /// Fails if a file's code, without its comments and strings, matches the expression.
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

    /// <summary>Fails if there are findings.</summary>
    /// <param name="whatToDo">Advice for the author of the change.</param>
    public void AssertNone(string whatToDo)
    {
        if (_all.Count > 0)
        {
            Assert.Fail($"{whatToDo}\n{string.Join('\n', _all)}\n{_all.Count} in all.");
        }
    }
}
