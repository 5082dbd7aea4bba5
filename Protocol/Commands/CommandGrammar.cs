using Protocol.Messages;

namespace Protocol.Commands;

/// <summary>
/// A command as everybody sees it: how it is typed, what may follow, who may use it and what it
/// costs. What it does is known to the server alone.
/// </summary>
/// <param name="Verb">
/// Its number in the native dialect; <see cref="RequestVerb.Spelled"/> for a command without one,
/// which programs send as a line.
/// </param>
/// <param name="Usage">How it is typed, with its arguments.</param>
/// <param name="Help">What it does, in a few words.</param>
public sealed record CommandGrammar(RequestVerb Verb, string Usage, string Help)
{
    /// <summary>
    /// The words that a person types for it, without the slash, in lower case. Empty for what needs
    /// none: a message, and a first name.
    /// </summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>
    /// What it is called, different for each: the first of its words, or the verb where it has
    /// none.
    /// </summary>
    public string Name => Words.Count > 0 ? Words[0] : $"{Verb}";

    /// <summary>What follows the word.</summary>
    public ArgumentShape Shape { get; init; }

    /// <summary>
    /// What its target names. A command with a text alone can have one too: a message goes to a
    /// room, which a person does not type.
    /// </summary>
    public TargetKind Target { get; init; }

    /// <summary>Without a target it is about the current room.</summary>
    public bool MeansCurrentRoom =>
        Target is TargetKind.Room or TargetKind.OwnRoom && !NeedsTarget;

    /// <summary>The target may not be missing.</summary>
    public bool NeedsTarget { get; init; }

    /// <summary>The text may not be missing.</summary>
    public bool NeedsText { get; init; }

    /// <summary>It can be asked for before a name was given.</summary>
    public bool BeforeName { get; init; }

    /// <summary>The lowest role that may use it.</summary>
    public Role Role { get; init; }

    /// <summary>
    /// The command sends something to other members, with or without arguments: a muted member may
    /// not use it.
    /// </summary>
    public bool IsSpeech { get; init; }

    /// <summary>
    /// Of a row that speaks: without a text it only shows the asker something, and a muted member
    /// may do that.
    /// </summary>
    public bool OnlyShowsWithoutText { get; init; }

    /// <summary>Its text is a password: it is neither shown nor kept where it is typed.</summary>
    public bool TakesPassword { get; init; }

    /// <summary>It ends the connection: nothing may be sent behind it.</summary>
    public bool EndsConnection { get; init; }

    /// <summary>Its text may have tabs: a message, into which code is pasted.</summary>
    public bool AllowsTabs { get; init; }

    /// <summary>
    /// Its number is that of the empty lines above its text: a message of a pasted block.
    /// </summary>
    public bool TakesEmptyLines { get; init; }

    /// <summary>The server's own console takes it, which is in no room and has no name.</summary>
    public bool OnConsole { get; init; }

    /// <summary>
    /// The answer is a list or a text of many lines: it waits while the client, or its address,
    /// has been sent too many bytes in answers.
    /// </summary>
    public bool HasLongAnswer { get; init; }

    /// <summary>
    /// What it costs its client's budget at most, in ordinary messages: a list of a full room is
    /// work for all of them.
    /// </summary>
    public int Cost { get; init; } = 1;

    /// <summary>Splits what was typed behind the word into target and text.</summary>
    /// <param name="spelled">
    /// The request as <see cref="LineRequest"/> read it. Its target is the room in which it was
    /// typed, for a command that means the current room and names no other; empty: none.
    /// </param>
    /// <returns>The request with this command's verb.</returns>
    public ClientRequest Parse(in ClientRequest spelled)
    {
        ReadOnlySpan<byte> rest = spelled.Text;
        int end = Shape == ArgumentShape.Text ? 0 : rest.IndexOfAny(" \t"u8);
        ReadOnlySpan<byte> text = end < 0 ? default : rest[end..];

        // A message keeps its indentation: one blank parts it from the name in front.
        bool isMessage = AllowsTabs && Shape == ArgumentShape.TargetAndText;
        text = isMessage && !text.IsEmpty ? text[1..] : text.TrimStart((byte)' ');
        ReadOnlySpan<byte> target =
            Shape == ArgumentShape.Text ? default : end < 0 ? rest : rest[..end];
        if (isMessage)
        {
            // People write a name as in a letter: "/msg alice: hi". No name ends like that.
            target = target.TrimEnd(":,"u8);
        }

        return new ClientRequest
        {
            Verb = Verb,
            Id = spelled.Id,
            Target = target.IsEmpty && MeansCurrentRoom ? spelled.Target : target,
            Text = text,
            Number = spelled.Number,
        };
    }

    /// <summary>True when a request lacks an argument that this command needs.</summary>
    /// <param name="request">The request, with target and text apart.</param>
    /// <returns>Whether to refuse it with <see cref="RefusalCode.MissingArgument"/>.</returns>
    public bool LacksArgument(in ClientRequest request) =>
        (NeedsTarget && request.Target.IsEmpty) || (NeedsText && request.Text.IsEmpty);
}
