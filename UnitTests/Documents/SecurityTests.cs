using System.Text.RegularExpressions;
using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Schema;

namespace UnitTests.Documents;

/// <summary>SECURITY.md names tests and options that exist.</summary>
internal sealed partial class SecurityTests
{
    private readonly string _text = SourceTree.Read("SECURITY.md");

    [Test]
    public void Every_named_test_exists()
    {
        string[] tests = [.. TestName().Matches(_text).Select(static m => m.Groups[1].Value)];
        Assert.That(tests, Has.Length.GreaterThan(15));
        foreach (string test in tests)
        {
            Assert.That(
                SourceTree.Read($"UnitTests/{test}.cs"),
                Does.Contain("[Test").And.Contain($"class {test.Split('/')[1]}"),
                test);
        }
    }

    [Test]
    public void Every_named_option_exists_and_every_client_limit_is_named()
    {
        string[] named = [.. OptionName().Matches(_text).Select(static m => m.Value).Distinct()];
        string[] options = [.. new ServerCommandLine().Root.Options.Select(static o => o.Name)];
        Assert.That(named, Is.SubsetOf(options));
        Assert.That(
            new OptionSchema<ClientLimits>().Rows.Select(static r => r.Name), Is.SubsetOf(named));
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+/[A-Za-z]+Tests)`")]
    private static partial Regex TestName();

    [GeneratedRegex("--[a-z][a-z-]+")]
    private static partial Regex OptionName();
}
