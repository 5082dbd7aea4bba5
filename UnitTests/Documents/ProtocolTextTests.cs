using System.Reflection;
using System.Text.RegularExpressions;
using Protocol;
using Protocol.Commands;
using Protocol.Messages;

namespace UnitTests.Documents;

/// <summary>Checks that PROTOCOL.md lists every number that the code sends or accepts.</summary>
internal sealed class ProtocolTextTests
{
    private static readonly Regex s_remarkOrStep = new(@"^(#.*|\w+ (connects|closes)|later \d+)$");

    private static readonly Regex s_line = new(@"^\w+[<>] .+$");

    private static readonly Regex s_frame = new(
        """^\w+(?<way>[<>]) (?<name>\w+)( #\d+)?( \w+=(\w+|"[^"]*"))*$""");

    private static readonly Regex s_notInAnchors = new("[^a-z0-9 -]");

    private static readonly Regex s_link = new(@"\]\(#([^)]*)\)");

    [Test]
    public void Every_request_verb_is_in_the_table_of_requests() =>
        Compare<RequestVerb>("### Requests", v => $"0x{(byte)v:X2}");

    [Test]
    public void Every_event_kind_is_in_a_table_of_events() =>
        Compare<EventKind>("### Events and replies", k => $"0x{(byte)k:X2}");

    [Test]
    public void Every_refusal_code_is_in_the_table_of_refusals() =>
        Compare<RefusalCode>("## Refusals", c => $"{(ushort)c}");

    [Test]
    public void Every_goodbye_reason_is_in_the_table_of_reasons() =>
        Compare<GoodbyeReason>("## The end of a connection", r => $"{(byte)r}");

    [Test]
    public void Every_limit_is_in_the_table_of_limits_with_its_value()
    {
        string[][] rows = [.. ProtocolText.Cells()];
        foreach (FieldInfo limit in typeof(WireLimits).GetFields())
        {
            string value = $"{limit.GetRawConstantValue()}";
            Assert.That(
                rows.Any(r => r[0] == limit.Name && r[1] == value),
                Is.True,
                $"Put a row '| {limit.Name} | {value} | ...' under Limits in PROTOCOL.md.");
        }
    }

    [Test]
    public void Table_of_commands_equals_the_catalog()
    {
        string[] expected =
        [
            "| Command | Does | For | Before a name | On the console | Cost |",
            "|---|---|---|---|---|---|",
            .. CommandCatalog.All.Where(static r => r.Words.Count > 0).Select(CommandRow),
        ];
        string[] written =
        [
            .. ProtocolText.Lines.SkipWhile(l => l != expected[0])
                .TakeWhile(static l => l.StartsWith('|')),
        ];
        Assert.That(
            written,
            Is.EqualTo(expected),
            "The table under 'The text dialect' in PROTOCOL.md should be:\n"
                + string.Join('\n', expected));
    }

    [TestCase("text")]
    [TestCase("native")]
    public void Every_line_of_a_dialogue_has_one_of_the_known_forms(string dialect)
    {
        string[] lines = [.. ProtocolText.Dialogues(dialect)];
        Assert.That(lines, Is.Not.Empty, $"PROTOCOL.md has no dialogue in {dialect}.");
        foreach (string line in lines)
        {
            bool known = s_remarkOrStep.IsMatch(line)
                || (dialect == "native" ? s_frame : s_line).IsMatch(line);
            Assert.That(known, Is.True, $"In a {dialect} dialogue: {line}");
        }
    }

    [Test]
    public void Every_frame_in_a_dialogue_has_the_name_of_a_verb_or_a_kind()
    {
        foreach (string line in ProtocolText.Dialogues("native"))
        {
            Match frame = s_frame.Match(line);
            if (frame.Success)
            {
                string name = frame.Groups["name"].Value;
                bool known = frame.Groups["way"].Value == ">"
                    ? Enum.TryParse<RequestVerb>(name, ignoreCase: true, out _)
                    : Enum.TryParse<EventKind>(name, ignoreCase: true, out _);
                Assert.That(known, Is.True, line);
            }
        }
    }

    [Test]
    public void Every_link_to_a_section_has_a_target()
    {
        HashSet<string> sections =
        [
            .. ProtocolText.Lines.Where(l => l.StartsWith('#')).Select(l =>
                s_notInAnchors.Replace(l.TrimStart('#').Trim().ToLowerInvariant(), "")
                    .Replace(' ', '-')),
        ];
        foreach (string line in ProtocolText.Lines)
        {
            foreach (Match link in s_link.Matches(line))
            {
                Assert.That(sections, Does.Contain(link.Groups[1].Value), line);
            }
        }
    }

    private static string CommandRow(CommandGrammar row)
    {
        string typed = string.Join(
            ", ",
            row.Words.Skip(1).Select(static word => $"/{word}").Prepend(row.Usage)
                .Select(static words => $"`{words.Replace("|", "\\|")}`"));
        string who = row.Role switch
        {
            Role.Guest => "everybody",
            Role.Local => "operators, and on its own machine",
            Role.Moderator => "moderators, operators",
            _ => "operators",
        };
        string beforeName = row.BeforeName ? "yes" : "";
        string onConsole = row.OnConsole ? "yes" : "";
        return $"| {typed} | {row.Help} | {who} | {beforeName} | {onConsole} | {row.Cost} |";
    }

    private static void Compare<TEnum>(string heading, Func<TEnum, string> number)
        where TEnum : struct, Enum
    {
        (string, string)[] written =
        [
            .. ProtocolText.RowsUnder(heading).Where(r => !char.IsAsciiLetterLower(r.Name[0])),
        ];
        Assert.That(written, Is.Not.Empty, $"There is no table under '{heading}' in PROTOCOL.md.");
        foreach (TEnum value in Enum.GetValues<TEnum>())
        {
            Assert.That(
                written,
                Does.Contain((number(value), $"{value}")),
                $"Put a row '| {number(value)} | {value} | ...' under '{heading}' in PROTOCOL.md.");
        }

        Assert.That(
            written,
            Has.Length.EqualTo(Enum.GetValues<TEnum>().Length),
            $"Take out what is under '{heading}' in PROTOCOL.md and not in {typeof(TEnum).Name}.");
    }
}
