using System.Globalization;
using System.Text;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Names;

namespace SimpleClient.Lines;

/// <summary>
/// What a line that a person typed means: a request to the server, or a sentence that explains what
/// is wrong with the line, or nothing (neither verb nor explanation).
/// </summary>
internal sealed record TypedLine
{
    /// <summary>A longer word is no command, mistyped or not.</summary>
    private const int MaxWord = 16;

    private static readonly char[] s_blanks = [' ', '\t'];

    private static readonly string[] s_secretCommands = ["oper", "pass"];

    /// <summary>Every word that <see cref="ReadCommand"/> takes.</summary>
    private static readonly string[] s_commands =
    [
        "join", "leave", "part", "rooms", "users", "who", "topic", "nick", "me", "msg", "tell",
        "help", "history", "ping", "stats", "pass", "oper", "kick", "mute", "unmute", "ban",
        "unban", "bans", "say", "stop", "quit", "exit",
    ];

    /// <summary>What to ask the server for; null when there is nothing to ask for.</summary>
    public RequestVerb? Verb { get; private init; }

    /// <summary>The request's target.</summary>
    public string Target { get; private init; } = "";

    /// <summary>The request's text.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Why the line can't be sent; null when it can.</summary>
    public string? Explanation { get; private init; }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="room">The room that the person sees as the current one.</param>
    /// <param name="byHand">
    /// True when a person types it: then <c>quit</c> and <c>exit</c> leave without a slash. In a
    /// pipe they are words like others.
    /// </param>
    /// <param name="local">Commands of the program's own, to be suggested too; null: none.</param>
    public static TypedLine Read(
        string line, string room, bool byHand, IReadOnlyList<string>? local = null)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return new TypedLine();
        }

        if (byHand && IsQuitWord(line.Trim()))
        {
            return Ask(RequestVerb.Quit);
        }

        // As in the text dialect, blanks before a command or a name do not make a message of it:
        // the whole room would read what is meant for the server or for one person.
        string visible = SkipBlanks(line);
        if (visible is ['/', ..])
        {
            // Two slashes say a line that begins with one, but not one with a password.
            return visible is [_, '/', ..] && SecretFrom(visible) < 0
                ? Ask(RequestVerb.Say, room, visible[1..])
                : ReadCommand(visible[1..], room, local ?? []);
        }

        return visible is ['@', var next, ..] && !s_blanks.Contains(next)
            ? ReadPrivate(visible[1..])
            : Ask(RequestVerb.Say, room, line);
    }

    /// <summary>
    /// The line from its first visible character: without spaces of all kinds, tabs, and invisible
    /// characters of a paste, such as a byte order mark. The same characters as in
    /// <see cref="Protocol.Commands.LineRequest"/>.
    /// </summary>
    /// <param name="line">The line.</param>
    public static string SkipBlanks(string line)
    {
        int start = 0;
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.SpaceSeparator
                or UnicodeCategory.Format or UnicodeCategory.Control))
            {
                break;
            }

            start += rune.Utf16SequenceLength;
        }

        return line[start..];
    }

    /// <summary>
    /// The place in a line from which on nobody should see it or find it again: a password. -1 when
    /// there is none.
    /// </summary>
    /// <param name="line">What was typed so far.</param>
    public static int SecretFrom(string line)
    {
        int slash = line.Length - SkipBlanks(line).Length;
        if (slash == line.Length || line[slash] != '/')
        {
            return -1;
        }

        int length = line.AsSpan(slash).IndexOfAny(s_blanks);
        bool isSecret = length > 0 && length <= MaxWord
            && TakesSecret(line[(slash + 1)..(slash + length)]);
        return isSecret ? slash + length + 1 : -1;
    }

    /// <summary>
    /// True for the commands with a password, and for a word that is one of them mistyped.
    /// </summary>
    private static bool TakesSecret(string word)
    {
        bool isKnown = s_commands.Contains(word, StringComparer.OrdinalIgnoreCase);
        return s_secretCommands.Any(secret =>
            word.Equals(secret, StringComparison.OrdinalIgnoreCase)
            || (!isKnown && NearestWord.Distance(word.ToLowerInvariant(), secret) == 1));
    }

    private static bool IsQuitWord(string word) =>
        word.Equals("quit", StringComparison.OrdinalIgnoreCase)
        || word.Equals("exit", StringComparison.OrdinalIgnoreCase);

    private static TypedLine ReadCommand(
        string line, string room, IReadOnlyList<string> local)
    {
        (string word, string rest) = Part(line);
        string there = rest.Length > 0 ? rest : room;
        return word.ToLowerInvariant() switch
        {
            "join" => Needing(rest, "/join ROOM", RequestVerb.Join, rest),
            "leave" or "part" => Ask(RequestVerb.Leave, there),
            "rooms" => Ask(RequestVerb.Rooms),
            "users" or "who" => Ask(RequestVerb.Members, there),
            "topic" => Ask(RequestVerb.Topic, room, rest),
            "nick" => Needing(rest, "/nick NAME", RequestVerb.Rename, rest),
            "me" => Needing(rest, "/me TEXT", RequestVerb.Me, room, rest),
            "msg" or "tell" => ReadMessage(rest),
            "help" => Ask(RequestVerb.Help, rest.TrimStart('/')),
            "history" => Ask(RequestVerb.History, there),
            "ping" => Ask(RequestVerb.Ping),
            "stats" => Ask(RequestVerb.Stats),
            "pass" => Needing(rest, "/pass PASSWORD", RequestVerb.Pass, "", rest),
            "oper" => Needing(rest, "/oper PASSWORD", RequestVerb.Oper, "", rest),
            "kick" => ReadRule(rest, "/kick NAME [REASON]", RequestVerb.Kick),
            "mute" => ReadRule(rest, "/mute NAME|ADDRESS [TIME]", RequestVerb.Mute),
            "unmute" => ReadRule(rest, "/unmute NAME|ADDRESS", RequestVerb.Unmute),
            "ban" => ReadRule(rest, "/ban NAME|ADDRESS [TIME] [REASON]", RequestVerb.Ban),
            "unban" => ReadRule(rest, "/unban NAME|ADDRESS", RequestVerb.Unban),
            "bans" => Ask(RequestVerb.Bans),
            "say" => Needing(rest, "/say TEXT", RequestVerb.Announce, "", rest),
            "stop" => Ask(RequestVerb.Stop),
            "quit" or "exit" => Ask(RequestVerb.Quit),
            _ => ExplainUnknown(word, local),
        };
    }

    private static TypedLine ReadMessage(string rest)
    {
        (string name, string text) = Part(rest);
        return Needing(text, "/msg NAME TEXT", RequestVerb.Tell, Bare(name), text);
    }

    /// <summary>Somebody, then how long or why.</summary>
    private static TypedLine ReadRule(string rest, string usage, RequestVerb verb)
    {
        (string name, string text) = Part(rest);
        return Needing(name, usage, verb, name, text);
    }

    private static TypedLine ReadPrivate(string line)
    {
        (string name, string text) = Part(line);
        return text.Length > 0
            ? Ask(RequestVerb.Tell, Bare(name), text)
            : new TypedLine
            {
                Explanation = $"@{Bare(name)} alone says nothing."
                    + $" @{Bare(name)} TEXT says something to that person alone.",
            };
    }

    private static TypedLine Needing(
        string argument, string usage, RequestVerb verb, string target, string text = "") =>
        argument.Length > 0
            ? Ask(verb, target, text)
            : Explain(Refusal.For(RefusalCode.MissingArgument, usage));

    private static TypedLine Ask(RequestVerb verb, string target = "", string text = "") =>
        new() { Verb = verb, Target = target, Text = text };

    private static TypedLine ExplainUnknown(string word, IReadOnlyList<string> local)
    {
        string advice = NearestWord.Find(word.ToLowerInvariant(), [.. s_commands, .. local])
            is { } near
                ? $"Did you mean /{near}?"
                : "/help lists the commands.";
        return new TypedLine { Explanation = $"Unknown command /{word}. {advice}" };
    }

    private static TypedLine Explain(Refusal refusal) =>
        new() { Explanation = $"{refusal.Sentence} {refusal.Advice}" };

    /// <summary>People write a name as in a letter: <c>@alice: hi</c>.</summary>
    private static string Bare(string name) => name.TrimEnd(':', ',');

    private static (string Word, string After) Part(string line)
    {
        int end = line.IndexOfAny(s_blanks);
        return end < 0 ? (line, "") : (line[..end], line[end..].Trim(s_blanks));
    }
}
