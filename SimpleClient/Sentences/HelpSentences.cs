namespace SimpleClient.Sentences;

/// <summary>The help of the client's own keys and commands.</summary>
internal static class HelpSentences
{
    /// <summary>The text of <c>/help</c> after the server's answer.</summary>
    public const string Commands = "Here in the client: /keys lists the keys, /bell switches the "
        + "bell, /forget deletes the stored login, /reconnect tries again at once. "
        + "/send PATH sends a file, /get ID [PATH] fetches one, /cancel gives it up. "
        + "*bold*, _italic_, `code` and :smile: are drawn.";

    public const string Complete =
        "Tab completes names, rooms and commands; again: the next match.";

    public const string Scroll =
        "PgUp, PgDn: scroll, as far as the server keeps messages. Esc: newest line.";

    public const string Hits =
        "After /search: Up, Down choose a message. Enter shows it, Esc closes the list.";

    public const string Rooms =
        "Alt-1 to Alt-9: a place by its number. Alt-Up, Alt-Down: the one before, after.";

    public const string Private =
        "/query NAME, or @NAME alone: a private conversation. /close closes it.";

    public const string Unseen =
        "Alt-A: the next mention, then the next unread place. Alt-U: the first new line.";

    public const string Overlays =
        "F1: this help. F2: topic. F3: people. F7, F8: lists. Ctrl-K: places by name.";

    public const string Find =
        "Ctrl-F: search here. Up, Down: hits. Enter: ask the server. Esc: back.";

    public const string Mouse =
        "Mouse: wheel scrolls, click shows a place, Shift selects. Alt-L: only messages.";

    public const string Previous =
        "Up, Down: rows, then what you typed before (Ctrl-P, Ctrl-N). Ctrl-R: search.";

    public const string Move =
        "Ctrl-A, Ctrl-E: start, end. Ctrl-Left, Ctrl-Right, Alt-B, Alt-F: by words.";

    public const string Cut =
        "Ctrl-K, Ctrl-U, Ctrl-W: cut to the end, to the start, a word. Ctrl-Y: paste it.";

    public const string Break =
        "Alt-Enter: another line, a message of its own. Ctrl-L: redraw the screen.";

    public const string Leave = "Ctrl-C: clear the line; twice on an empty line: quit.";

    /// <summary>The client's own commands, one line each.</summary>
    public static IReadOnlyList<string> OwnCommands { get; } =
    [
        "/query NAME [TEXT]  opens a private conversation; so does @NAME alone",
        "/close  closes a private conversation",
        "/names [ROOM], /list, #ROOM  the same as /users, /rooms and /join ROOM",
        "/open [N]  opens the last link here, or the one N-1 links before it",
        "/link [N]  shows that link alone, so that it can be copied in one piece",
        "/bell [on|off]  turns the bell on or off",
        "/set [KEY [VALUE]]  shows or changes a setting; /set alone lists all",
        "/ignore [NAME], /unignore NAME  hides what a person does, or shows it again",
        "/highlight [WORD], /unhighlight WORD  a word counts as a mention, or not any more",
        "/save NAME  keeps this server and your rooms: start with 'SimpleClient NAME'",
        "/reconnect  tries at once to connect again",
    ];

    /// <summary>The text of <c>/keys</c>, one line each.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        Complete, Scroll, Hits, Rooms, Unseen, Private, Overlays, Find, Mouse, Previous, Move, Cut,
        Break, Leave,
    ];
}
