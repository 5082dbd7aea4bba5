using System.Text;
using Protocol.Commands;
using Protocol.Messages;
using Protocol.Names;
using SimpleClient.Sentences;

namespace SimpleClient.Lines;

/// <summary>
/// The meaning of a typed line. It is a request for the server, or an explanation why the line is
/// invalid. A line without a meaning has neither.
/// </summary>
internal sealed record TypedLine
{
    /// <summary>A longer word is not a command, not even a mistyped one.</summary>
    private const int MaxWord = 16;

    private static readonly char[] s_blanks = [' ', '\t'];

    /// <summary>The verb of the request; null when the line has none.</summary>
    public RequestVerb? Verb { get; private init; }

    /// <summary>
    /// The row of the command or message; null when the command is unknown or the line has none.
    /// </summary>
    public CommandGrammar? Grammar { get; private init; }

    /// <summary>A command that only the server may know; null when there is none.</summary>
    public UnknownCommand? Unknown { get; private init; }

    /// <summary>
    /// True for a request about a room that the client is in, and for an unknown command.
    /// </summary>
    public bool IsForOwnRoom => Unknown is not null || Grammar?.Target == TargetKind.OwnRoom;

    /// <summary>
    /// True for a request without a target, for which the server uses its current room.
    /// </summary>
    public bool MeansCurrentRoom =>
        Target.Length == 0 && (Unknown is not null || Grammar?.MeansCurrentRoom == true);

    public string Target { get; private init; } = "";

    public string Text { get; private init; } = "";

    /// <summary>The reason why the line cannot be sent; null when it can.</summary>
    public string? Explanation { get; private init; }

    /// <summary>The same text as a private message.</summary>
    public TypedLine ToPrivate(string person) => this with
    {
        Verb = RequestVerb.Tell,
        Grammar = CommandCatalog.Find(RequestVerb.Tell),
        Target = person,
    };

    /// <summary>A line that cannot be sent.</summary>
    public static TypedLine Explained(string why) => new() { Explanation = why };

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="room">The room that the user sees as the current one.</param>
    /// <param name="byHand">
    /// True when a person types the lines. Then <c>quit</c> and <c>exit</c> without a slash end the
    /// client. In a pipe these words are ordinary messages.
    /// </param>
    /// <param name="local">
    /// The client's own commands, for suggestions; null when there are none.
    /// </param>
    public static TypedLine Read(
        string line, string room, bool byHand, IReadOnlyList<string>? local = null)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return new TypedLine();
        }

        if (byHand && LineRequest.IsQuitWord(Encoding.UTF8.GetBytes(line.Trim())))
        {
            return Ask(CommandCatalog.Find(RequestVerb.Quit)!);
        }

        // A line that begins with two slashes is a message that begins with one slash. A line with
        // a password is the exception.
        string visible = SkipBlanks(line);
        if (visible is ['/', '/', ..] && SecretFrom(visible) >= 0)
        {
            return ReadUnknown(visible[1..].Split(s_blanks)[0], visible, room, local ?? []);
        }

        ClientRequest request = LineRequest.Read(Encoding.UTF8.GetBytes(line));
        return request.Verb == RequestVerb.Line
            ? ReadCommand(request, visible, room, local ?? [])
            : ReadMessage(request, room);
    }

    /// <summary>
    /// The line from its first visible character. It skips spaces of all kinds, tabs, and invisible
    /// characters of a paste, such as a byte order mark.
    /// </summary>
    /// <param name="line">The line.</param>
    public static string SkipBlanks(string line)
    {
        ReadOnlySpan<byte> visible = LineRequest.SkipBlanks(Encoding.UTF8.GetBytes(line));
        return line[^Encoding.UTF8.GetCharCount(visible)..];
    }

    /// <summary>
    /// The position of a password in a line; -1 when there is none. The text from this position on
    /// must not be shown or stored.
    /// </summary>
    /// <param name="line">The text typed so far.</param>
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
    /// True for a command with a password, and for a word that may be a mistyped one.
    /// </summary>
    private static bool TakesSecret(string word) => CommandCatalog.Find(word) is { } known
        ? known.TakesPassword
        : CommandCatalog.All.Where(static row => row.TakesPassword).Any(
            row => NearestWord.Distance(word.ToLowerInvariant(), row.Words[0]) == 1);

    /// <summary>
    /// True for an unknown word whose line may have a password. Either a similar command has one,
    /// or the word begins with a command that has one, or the reverse. Such a line is not sent.
    /// </summary>
    private static bool MayMeanSecret(string word, string? near) =>
        CommandCatalog.All.Where(static row => row.TakesPassword).Any(row =>
            row.Words.Any(known =>
                known == near
                || word.StartsWith(known, StringComparison.OrdinalIgnoreCase)
                || (word.Length > 1
                    && known.StartsWith(word, StringComparison.OrdinalIgnoreCase))));

    private static TypedLine ReadCommand(
        in ClientRequest request, string visible, string room, IReadOnlyList<string> local)
    {
        string word = Encoding.UTF8.GetString(request.CommandWord);
        if (CommandCatalog.Find(word) is not { } row)
        {
            return ReadUnknown(word, visible, room, local);
        }

        ClientRequest typed =
            row.Parse(request with { Target = Encoding.UTF8.GetBytes(room) });
        if (row.LacksArgument(typed))
        {
            Refusal refusal = Refusal.For(RefusalCode.MissingArgument, row.Usage);
            return new TypedLine { Explanation = $"{refusal.Sentence} {refusal.Advice}" };
        }

        // This client's requests for such a command have no field for a typed number.
        if (row.Verb == RequestVerb.Line || row.Shape == ArgumentShape.TextAndNumber)
        {
            return Ask(row, room, visible) with { Verb = RequestVerb.Line };
        }

        // A name that contains a blank is sent completely, so that the server refuses it.
        return row.Shape == ArgumentShape.Target && !typed.Text.IsEmpty
            ? Ask(row, Encoding.UTF8.GetString(request.Text))
            : Ask(row, typed);
    }

    private static TypedLine ReadMessage(in ClientRequest request, string room)
    {
        CommandGrammar row = CommandCatalog.Find(request.Verb)!;
        if (request.Verb == RequestVerb.Say)
        {
            return Ask(row, room, Encoding.UTF8.GetString(request.Text));
        }

        string name = Encoding.UTF8.GetString(request.Target);
        return row.LacksArgument(request)
            ? new TypedLine
            {
                Explanation = InputSentences.MessageMissing(name),
            }
            : Ask(row, request);
    }

    /// <summary>
    /// Reads an unknown command. A newer server may support the command, so it is sent as typed. A
    /// line that no server could read as a command, or that may have a password, is not sent.
    /// </summary>
    private static TypedLine ReadUnknown(
        string word, string visible, string room, IReadOnlyList<string> local)
    {
        string? near =
            NearestWord.Find(word.ToLowerInvariant(), [.. CommandCatalog.Words, .. local]);
        var unknown = new UnknownCommand(word, near);
        bool isWord = word.Length is > 0 and <= MaxWord && word.All(char.IsAsciiLetterOrDigit);
        return isWord && SecretFrom(visible) < 0 && !MayMeanSecret(word, near)
            ? new TypedLine
            {
                Verb = RequestVerb.Line,
                Target = room,
                Text = visible,
                Unknown = unknown,
            }
            : new TypedLine { Explanation = unknown.Sentence };
    }

    private static TypedLine Ask(CommandGrammar row, in ClientRequest request) => Ask(
        row, Encoding.UTF8.GetString(request.Target), Encoding.UTF8.GetString(request.Text));

    private static TypedLine Ask(CommandGrammar row, string target = "", string text = "") =>
        new() { Verb = row.Verb, Grammar = row, Target = target, Text = text };
}
