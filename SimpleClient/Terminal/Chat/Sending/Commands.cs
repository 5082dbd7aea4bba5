using Protocol.Commands;
using Protocol.Messages;

namespace SimpleClient.Terminal.Chat.Sending;

/// <summary>The commands for completion and suggestions.</summary>
internal static class Commands
{
    /// <summary>
    /// All commands, without their slash: those of the server and of this client.
    /// </summary>
    public static IReadOnlyList<string> All =>
    [
        .. CommandCatalog.All.Where(static row => row.Words.Count > 0)
            .Select(static row => row.Words[0]),
        .. Local,
    ];

    /// <summary>The commands that this client runs itself.</summary>
    public static IReadOnlyList<string> Local { get; } =
        [
            "bell", "cancel", "close", "forget", "get", "highlight", "ignore", "keys", "link",
            "list", "names", "open", "query", "reconnect", "save", "set", "unhighlight", "unignore",
        ];

    /// <summary>The usual word for a command.</summary>
    public static string WordOf(RequestVerb verb) =>
        CommandCatalog.Find(verb) is { Words: [var word, ..] } ? word : "";

    /// <summary>True for a line with one of the client's own commands.</summary>
    public static bool IsLocal(string line) =>
        line.Trim().Split(' ')[0] is ['/', .. var word]
        && Local.Contains(word, StringComparer.OrdinalIgnoreCase);
}
