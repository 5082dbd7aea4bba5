using System.ComponentModel;
using System.Diagnostics;
using UnitTests.Documents;
using UnitTests.Support;

namespace UnitTests.Web.Page;

/// <summary>
/// Runs the page's own tests (<c>*.test.mjs</c>) with Node, and checks its types with the
/// TypeScript compiler. Both are skipped where the tool is missing.
/// </summary>
internal sealed class PageModuleTests
{
    /// <summary>The first version that reads a .js file as a module without a flag.</summary>
    private static readonly Version s_oldestNode = new(20, 19);

    private static readonly string s_page = Path.Combine(
        SourceTree.Root, "EventLoopServer", "Web", "Page");

    [TestCase("text")]
    [TestCase("state")]
    [TestCase("connection")]
    [TestCase("loop")]
    [TestCase("files")]
    public void Tests_of_the_page_pass(string name)
    {
        string[]? version = Run("node", ["--version"]);
        if (version is null
            || !Version.TryParse(version[0].Trim().TrimStart('v'), out Version? found)
            || found < s_oldestNode)
        {
            Assert.Ignore($"Needs node {s_oldestNode} or newer.");
        }

        string file = Path.Combine(SourceTree.Root, "UnitTests", "Web", "Page", $"{name}.test.mjs");
        string[] result = Run("node", ["--test", file])!;
        Assert.That(result[1], Is.EqualTo("0"), result[0]);
    }

    [Test]
    public void Types_of_the_page_are_valid()
    {
        string[] options =
        [
            "--allowJs", "--checkJs", "--strict", "--noEmit", "--noUncheckedIndexedAccess",
            "--target", "esnext", "--module", "esnext", "--moduleResolution", "bundler",
            "--lib", "esnext,dom,dom.iterable", "--typeRoots", "none",
        ];
        string[]? result = Run(
            "tsc", [.. options, .. Directory.GetFiles(s_page, "*.js").Order()]);
        if (result is null)
        {
            Assert.Ignore("Needs tsc, the TypeScript compiler.");
        }

        Assert.That(result[1], Is.EqualTo("0"), result[0]);
    }

    /// <summary>
    /// A hidden element has no place, a missing one stops the page at its start.
    /// </summary>
    [Test]
    public void Every_element_that_the_modules_use_is_in_the_page()
    {
        string html = File.ReadAllText(Path.Combine(s_page, "index.html"))
            + File.ReadAllText(Path.Combine(s_page, "loop.html"));
        string[] missing =
        [
            .. Directory.GetFiles(s_page, "*.js").SelectMany(static file =>
                System.Text.RegularExpressions.Regex.Matches(
                    File.ReadAllText(file), "(?:byId|inputOf)\\(\"([a-z-]+)\"\\)"))
                .Select(static match => match.Groups[1].Value)
                .Where(id => !html.Contains($"id=\"{id}\"", StringComparison.Ordinal)),
        ];
        Assert.That(missing, Is.Empty);
    }

    /// <summary>Runs a program.</summary>
    /// <returns>Its output and its exit code; null when it is not installed.</returns>
    private static string[]? Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.ExitInTime();
            return [output + errors.Result, $"{process.ExitCode}"];
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
