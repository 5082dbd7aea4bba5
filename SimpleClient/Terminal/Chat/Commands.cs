using Protocol.Commands;

namespace SimpleClient.Terminal.Chat;

/// <summary>The commands that can be typed.</summary>
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
}
