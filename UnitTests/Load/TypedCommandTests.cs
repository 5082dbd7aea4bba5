using LoadTests.Options;

namespace UnitTests.Load;

/// <summary>The command line in a report.</summary>
internal sealed class TypedCommandTests
{
    private const string Start = "dotnet run -c Release --project LoadTests --";

    [TestCase(new string[0], "")]
    [TestCase(new[] { "--scenario", "echo", "--for=5s" }, " --scenario echo --for=5s")]
    [TestCase(new[] { "--reports", "my reports" }, " --reports 'my reports'")]
    [TestCase(new[] { "--reports", "it's" }, " --reports 'it'\\''s'")]
    [TestCase(new[] { "--reports", "" }, " --reports ''")]
    [TestCase(new[] { "--license=abc", "--smoke" }, " --license=KEY --smoke")]
    [TestCase(new[] { "--license", "abc" }, " --license KEY")]
    public void It_can_be_typed_again_and_has_no_secret(string[] words, string command) =>
        Assert.That(TypedCommand.Of(words), Is.EqualTo(Start + command));
}
