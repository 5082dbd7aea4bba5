namespace SimpleClient.Sentences;

/// <summary>The help of the client's own keys and commands.</summary>
internal static class HelpSentences
{
    /// <summary>The text of <c>/help</c> after the server's answer.</summary>
    public const string Commands = "Here in the client: /keys lists the keys, /bell switches the "
        + "bell, /forget deletes the stored login, /reconnect tries again at once. /send PATH sends "
        + "a file, /get ID [PATH] fetches one, /cancel gives it up. *bold*, _italic_, `code` and "
        + ":smile: are drawn.";

    public const string Complete =
        "Tab completes names, rooms and commands; again: the next match.";

    public const string Scroll =
        "PgUp, PgDn: scroll, as far as the server keeps messages. Esc: back to the newest line.";

    public const string Hits =
        "After /search: Up, Down choose a message, Enter shows it in its room, Esc closes it.";

    public const string Rooms =
        "Alt-1 to Alt-9, Alt-Up, Alt-Down: switch rooms; on an empty line Alt-Left, Alt-Right too.";

    public const string Private =
        "/query NAME, or @NAME alone: a private conversation, in a place of its own. /close: end.";

    public const string Previous = "Up, Down: what you typed before. Ctrl-R searches it.";

    public const string Move =
        "Ctrl-A, Ctrl-E, Home, End: start or end. Ctrl-Left, Ctrl-Right, Alt-B, Alt-F: by words.";

    public const string Cut =
        "Ctrl-K, Ctrl-U, Ctrl-W: cut to the end, to the start, a word. Ctrl-Y: paste it.";

    public const string Break =
        "Alt-Enter: a new line in the same message. Ctrl-L: redraw the screen.";

    public const string Leave = "Ctrl-C: clear the line; twice on an empty line: quit.";

    /// <summary>The text of <c>/keys</c>, one line each.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        [Complete, Scroll, Hits, Rooms, Private, Previous, Move, Cut, Break, Leave];
}
