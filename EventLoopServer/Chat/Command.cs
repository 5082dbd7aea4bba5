using Protocol.Commands;
using Protocol.Messages;

namespace EventLoopServer.Chat;

/// <summary>One row of the command table.</summary>
internal sealed record Command(RequestVerb Verb, string Usage, string Help, CommandRun Run)
{
    /// <summary>
    /// The words that a person types for it, without the slash; the first is its name.
    /// </summary>
    public string[] Words { get; init; } = [];

    /// <summary>What follows the word.</summary>
    public ArgumentShape Shape { get; init; }

    /// <summary>The target may not be missing.</summary>
    public bool NeedsTarget { get; init; }

    /// <summary>The text may not be missing.</summary>
    public bool NeedsText { get; init; }

    /// <summary>It can be asked for before a name was given.</summary>
    public bool BeforeName { get; init; }

    /// <summary>Whom it is for: they and whoever is above.</summary>
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
}
