using Protocol.Commands;

namespace SimpleClient.Terminal.Chat;

/// <summary>The commands that can be typed, and what the program itself says about them.</summary>
internal static class Commands
{
    /// <summary>All of them, without their slash: the server's, and this program's own.</summary>
    public static IReadOnlyList<string> All =>
    [
        .. CommandCatalog.All.Where(static row => row.Words.Count > 0)
            .Select(static row => row.Words[0]),
        .. Local,
    ];

    /// <summary>Those that the server does not know.</summary>
    public static IReadOnlyList<string> Local { get; } = ["bell", "keys", "reconnect"];

    /// <summary>True for a line with one of those.</summary>
    public static bool IsLocal(string line) =>
        line.Trim().Split(' ')[0] is ['/', .. var word]
        && Local.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>What <c>/keys</c> shows.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "Tab completes names, rooms and commands; once more takes the next.",
        "PgUp, PgDn: lines from before. Esc: back to the newest.",
        "Alt-1 to Alt-9, Alt-Up, Alt-Down: another room; on an empty line Alt-Left, Alt-Right too.",
        "Up, Down: what you typed before. Ctrl-R looks for it.",
        "Ctrl-A, Ctrl-E, Home, End: start, end. Ctrl-Left, Ctrl-Right, Alt-B, Alt-F: by words.",
        "Ctrl-K, Ctrl-U, Ctrl-W cut to the end, to the start, a word. Ctrl-Y puts it back.",
        "Alt-Enter: another line in the same message block. Ctrl-L draws the screen anew.",
        "Ctrl-C: clears the line; on an empty line, twice leaves.",
    ];

    /// <summary>What <c>/help</c> shows behind the server's answer.</summary>
    public const string Own = "Here in the client: /keys lists the keys, /bell switches the bell,"
        + " /reconnect tries again at once. *bold*, _italic_, `code` and :smile: are drawn.";
}
