using System.Text;
using Protocol.Commands;
using SimpleClient.Terminal.Text;
using UnitTests.Documents;

namespace UnitTests.Web.Page;

/// <summary>
/// The page's tables of commands and emoji. They are made from the same C# tables that the server
/// and SimpleClient use.
/// </summary>
internal sealed class WordsTests
{
    private const int MaxColumns = 100;

    [Test]
    public void Commands_and_emoji_of_the_page_are_those_of_the_other_clients() =>
        GoldenFile.Check("EventLoopServer/Web/Page/words.js", Module());

    private static string Module()
    {
        var all = new StringBuilder();
        all.Append("// @ts-check\n");
        all.Append("// Made from the C# tables by UnitTests/Web/Page/WordsTests.cs: ");
        all.Append("edit those.\n\n");
        all.Append("/** @type {readonly { words: string[], usage: string, help: string, ");
        all.Append("takesRoom: boolean }[]} */\nexport const commands = [\n");
        foreach (CommandGrammar row in CommandCatalog.All.Where(static row => row.Words.Count > 0))
        {
            all.Append("  {\n    words: [")
                .AppendJoin(", ", row.Words.Select(static word => $"\"{word}\""))
                .Append($"], takesRoom: {(TakesRoom(row) ? "true" : "false")},\n")
                .Append($"    usage: \"{row.Usage}\",\n    help: \"{row.Help}\",\n  }},\n");
        }

        all.Append("];\n\nconst pairs = `\n");
        int columns = 0;
        foreach (string name in Shortcodes.Names)
        {
            string pair = $"{name} {Shortcodes.Find(name)}";
            all.Append(columns == 0 ? "" : columns + pair.Length + 1 > MaxColumns ? "\n" : " ");
            columns = columns + pair.Length + 1 > MaxColumns ? 0 : columns;
            all.Append(pair);
            columns += pair.Length + 1;
        }

        all.Append("`.trim().split(/\\s/);\n\n");
        all.Append("/** The emoji for names between colons. @type {Record<string, string>} */\n");
        all.Append("export const emoji = {};\n");
        all.Append("for (let i = 0; i < pairs.length; i += 2) ");
        all.Append("emoji[pairs[i] ?? \"\"] = pairs[i + 1] ?? \"\";\n");
        return all.ToString();
    }

    private static bool TakesRoom(CommandGrammar row) => row is
    {
        Shape: ArgumentShape.Target or ArgumentShape.Filters,
        Target: TargetKind.Room or TargetKind.OwnRoom,
    };
}
