using System.Text.RegularExpressions;
using Protocol.Commands;
using Protocol.Messages;

namespace UnitTests.Protocol.Commands;

internal sealed partial class CommandCatalogTests
{
    private static IReadOnlyList<CommandGrammar> Rows => CommandCatalog.All;

    [Test]
    public void Names_words_and_verbs_of_commands_are_unique()
    {
        Assert.That(Rows.Select(static r => r.Name), Is.Unique);
        Assert.That(Rows.SelectMany(static r => r.Words), Is.Unique);
        Assert.That(
            Rows.Select(static r => r.Verb).Where(static v => v != RequestVerb.Line), Is.Unique);
    }

    [Test]
    public void Every_verb_except_hello_and_resume_has_a_command() => Assert.That(
        Rows.Select(static r => r.Verb).Append(RequestVerb.Hello)
            .Append(RequestVerb.Resume).Append(RequestVerb.Line)
            .Distinct(),
        Is.EquivalentTo(Enum.GetValues<RequestVerb>()));

    [TestCaseSource(nameof(Rows))]
    public void Row_is_consistent_with_its_usage(CommandGrammar row)
    {
        Assert.That(row.Help, Is.Not.Empty);
        Assert.That(row.Words, Has.All.Matches<string>(static w => Word().IsMatch(w)));
        Assert.That(row.Verb != RequestVerb.Line || row.Words.Count > 0, "nothing to type");
        Match usage = Usage().Match(row.Usage);
        Assert.That(usage.Success, row.Usage);
        if (row.Words.Count > 0)
        {
            Assert.That(usage.Groups["word"].Value, Is.EqualTo(row.Words[0]));
        }

        // The usage has as many arguments as the shape, with brackets around optional ones.
        bool[] needed = row.Shape switch
        {
            ArgumentShape.None => [],
            ArgumentShape.Target => [row.NeedsTarget],
            ArgumentShape.Text or ArgumentShape.Filters => [row.NeedsText],
            ArgumentShape.TextAndCode => [row.NeedsText, row.NeedsTarget],
            ArgumentShape.TextAndNumber => [row.NeedsText, row.NeedsText],
            _ => [row.NeedsTarget, row.NeedsText],
        };
        string[] arguments = [.. usage.Groups["argument"].Captures.Select(static c => c.Value)];
        Assert.That(arguments, Has.Length.GreaterThanOrEqualTo(needed.Length));
        Assert.That(
            arguments.Take(needed.Length).Select(static a => a[0] != '['), Is.EqualTo(needed));
        Assert.That(needed.Length > 0 || arguments.Length == 0, "it takes no argument");
    }

    [GeneratedRegex("^[a-z]{1,16}$")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(/(?<word>[a-z]+))?( ?(?<argument>\[?([a-z]+[: ])?[A-Z|]+\]?))*$")]
    private static partial Regex Usage();
}
