using System.Buffers.Text;
using System.Text;
using Protocol.Messages;

namespace Protocol.Commands;

/// <summary>
/// The grammar of a command: its words and arguments, the role that it needs, and its cost. Only
/// the server has the code that runs it.
/// </summary>
/// <param name="Verb">
/// Its number in the native dialect; <see cref="RequestVerb.Line"/> for a command without a
/// number, which native clients send as a line.
/// </param>
/// <param name="Usage">Its spelling, with arguments.</param>
/// <param name="Help">Its effect, in a few words.</param>
public sealed record CommandGrammar(RequestVerb Verb, string Usage, string Help)
{
    /// <summary>
    /// The words of the command, in lower case and without the slash. Empty for a request that
    /// needs no word: a message, or a first name.
    /// </summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>A unique name: the first of its words, or the verb if it has none.</summary>
    public string Name => Words.Count > 0 ? Words[0] : $"{Verb}";

    /// <summary>The arguments after the word.</summary>
    public ArgumentShape Shape { get; init; }

    /// <summary>
    /// The kind of the command's target. A command whose only typed argument is a text can have a
    /// target too. For example, a message has a room, which the user does not type.
    /// </summary>
    public TargetKind Target { get; init; }

    /// <summary>True if the command means the current room when it has no target.</summary>
    public bool MeansCurrentRoom =>
        Target is TargetKind.Room or TargetKind.OwnRoom && !NeedsTarget;

    /// <summary>The target is required.</summary>
    public bool NeedsTarget { get; init; }

    /// <summary>The text is required.</summary>
    public bool NeedsText { get; init; }

    /// <summary>The command is allowed before the client has a name.</summary>
    public bool BeforeName { get; init; }

    /// <summary>The lowest role that may use the command.</summary>
    public Role Role { get; init; }

    /// <summary>
    /// The command sends text to other members, with or without arguments: muted members may not
    /// use it.
    /// </summary>
    public bool IsSpeech { get; init; }

    /// <summary>
    /// For a row with <see cref="IsSpeech"/>: without a text, the command only shows something to
    /// its sender, and muted members may use it.
    /// </summary>
    public bool OnlyShowsWithoutText { get; init; }

    /// <summary>
    /// In a session that can be resumed, the server carries out a request with the same id at most
    /// once, even if the client sends it again. Other commands change nothing more when they are
    /// repeated.
    /// </summary>
    public bool IsOnce { get; init; }

    /// <summary>The text is a password: clients neither show nor store it.</summary>
    public bool TakesPassword { get; init; }

    /// <summary>
    /// The text is a new password: clients that do not show it ask for it twice.
    /// </summary>
    public bool SetsPassword { get; init; }

    /// <summary>The command ends the connection: clients send nothing after it.</summary>
    public bool EndsConnection { get; init; }

    /// <summary>The text may contain tabs, because users paste code into messages.</summary>
    public bool AllowsTabs { get; init; }

    /// <summary>
    /// The request's number is the number of empty lines above its text. A message of a pasted
    /// block has such lines.
    /// </summary>
    public bool TakesEmptyLines { get; init; }

    /// <summary>
    /// The operator console, which has neither a room nor a name, accepts the command.
    /// </summary>
    public bool OnConsole { get; init; }

    /// <summary>
    /// The answer is a list or a text of many lines. It waits while the client, or its address, has
    /// exceeded the budget of answer bytes.
    /// </summary>
    public bool HasLongAnswer { get; init; }

    /// <summary>
    /// The most that the command takes from its client's rate limit, in ordinary messages. For a
    /// list of a full room, the server does as much work as for this many messages.
    /// </summary>
    public int Cost { get; init; } = 1;

    /// <summary>Splits the arguments after the word into target and text.</summary>
    /// <param name="line">
    /// The request that <see cref="LineRequest"/> read. Its target is the room in which the line
    /// was typed, or empty. This target is used when the command means the current room and its
    /// arguments contain no target.
    /// </param>
    /// <returns>The request with this command's verb.</returns>
    public ClientRequest Parse(in ClientRequest line)
    {
        ReadOnlySpan<byte> rest = line.Text;
        if (Shape == ArgumentShape.Filters)
        {
            return ParseFilters(line);
        }

        if (Shape == ArgumentShape.TextAndNumber)
        {
            return ParseNumber(line);
        }

        if (Shape == ArgumentShape.TextAndCode)
        {
            return ParseCode(line);
        }

        if (Shape == ArgumentShape.SecretAndText && rest is [(byte)'"', .. var quoted])
        {
            int close = quoted.IndexOf("\" "u8);
            if (close >= 0)
            {
                return new ClientRequest
                {
                    Verb = Verb,
                    Id = line.Id,
                    Target = quoted[..close],
                    Text = quoted[(close + 2)..].TrimStart((byte)' '),
                };
            }
        }

        int end = Shape == ArgumentShape.Text ? 0 : rest.IndexOfAny(" \t"u8);
        ReadOnlySpan<byte> text = end < 0 ? default : rest[end..];

        // A message keeps its indentation: only one blank separates it from the name.
        bool isMessage = AllowsTabs && Shape == ArgumentShape.TargetAndText;
        text = isMessage && !text.IsEmpty ? text[1..] : text.TrimStart((byte)' ');
        ReadOnlySpan<byte> target =
            Shape == ArgumentShape.Text ? default : end < 0 ? rest : rest[..end];
        if (isMessage)
        {
            // Users type a name as in a letter, such as "/msg alice: hi". No name ends with these
            // characters.
            target = target.TrimEnd(":,"u8);
        }

        return new ClientRequest
        {
            Verb = Verb,
            Id = line.Id,
            Target = target.IsEmpty && MeansCurrentRoom ? line.Target : target,
            Text = text,
            Number = line.Number,
        };
    }

    private ClientRequest ParseNumber(in ClientRequest line)
    {
        ReadOnlySpan<byte> text = line.Text.Trim(" \t"u8);
        int start = text.LastIndexOfAny(" \t"u8) + 1;
        bool hasNumber = Utf8Parser.TryParse(text[start..], out ulong number, out int digits)
            && digits == text.Length - start;
        return new ClientRequest
        {
            Verb = Verb,
            Id = line.Id,
            Target = MeansCurrentRoom ? line.Target : default,
            Text = hasNumber ? text[..start].TrimEnd(" \t"u8) : default,
            Number = number,
        };
    }

    private ClientRequest ParseCode(in ClientRequest line)
    {
        ReadOnlySpan<byte> text = line.Text;
        ReadOnlySpan<byte> trimmed = text.TrimEnd(" \t"u8);
        int start = trimmed.LastIndexOfAny(" \t"u8) + 1;
        bool hasCode = InvitationCode.IsLike(trimmed[start..]);
        return new ClientRequest
        {
            Verb = Verb,
            Id = line.Id,
            Target = hasCode ? trimmed[start..] : default,
            Text = hasCode ? text[..start].TrimEnd(" \t"u8) : text,
            Number = line.Number,
        };
    }

    private ClientRequest ParseFilters(in ClientRequest line)
    {
        ReadOnlySpan<byte> text = line.Text;
        bool isOneWord = text.IndexOfAny(" \t"u8) < 0;
        bool isRoom = isOneWord
            && !NeedsText
            && !text.Contains((byte)':')
            && text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        ReadOnlySpan<byte> target = isRoom ? text : default;
        foreach (Range part in text.SplitAny(" \t"u8))
        {
            ReadOnlySpan<byte> word = text[part];
            if (word.Length > 3 && Ascii.EqualsIgnoreCase(word[..3], "in:"u8))
            {
                target = word[3..];
            }
        }

        return new ClientRequest
        {
            Verb = Verb,
            Id = line.Id,
            Target = target.IsEmpty && MeansCurrentRoom ? line.Target : target,
            Text = isRoom ? default : text,
        };
    }

    /// <summary>True when a request lacks a required argument.</summary>
    /// <param name="request">The request, with target and text separated.</param>
    /// <returns>Whether to refuse it with <see cref="RefusalCode.MissingArgument"/>.</returns>
    public bool LacksArgument(in ClientRequest request) =>
        (NeedsTarget && request.Target.IsEmpty) || (NeedsText && request.Text.IsEmpty);
}
