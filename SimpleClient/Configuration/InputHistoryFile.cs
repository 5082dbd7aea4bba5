using SimpleClient.Sentences;
using SimpleClient.Standard;

namespace SimpleClient.Configuration;

/// <summary>
/// The lines that the user has typed, the newest last, one in each row of a file. Line breaks are
/// written as <c>\n</c>, and backslashes twice.
/// </summary>
/// <param name="path">The file; empty when nothing is stored.</param>
internal sealed class InputHistoryFile(string path)
{
    /// <summary>The lines that are kept when the file is read.</summary>
    public const int MaxLines = 500;

    /// <summary>
    /// The most bytes that are read. A larger file is not the work of this program: it is cut at
    /// each start.
    /// </summary>
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The longest line that is stored, in characters; longer ones are pastes.</summary>
    private const int MaxChars = 4096;

    /// <summary>The most lines that one run adds; later ones are not stored.</summary>
    private const int MaxAdded = 2000;

    private int _added;

    /// <summary>The file in the user's folder for settings.</summary>
    /// <param name="folder">The folder; empty when there is none.</param>
    public static InputHistoryFile In(string folder) =>
        new(folder.Length == 0 ? "" : Path.Combine(folder, "client.history"));

    /// <summary>Reads the newest lines, and removes older ones from the file.</summary>
    /// <param name="fault">The error; empty when there is none.</param>
    public IReadOnlyList<string> Read(out string fault)
    {
        fault = "";
        if (path.Length == 0)
        {
            return [];
        }

        FileText file = SmallFile.Read(path, MaxBytes);
        if (file.Fault is { } why)
        {
            fault = SettingSentences.Unreadable(path, why);
            return [];
        }

        string[] all = (file.Text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] kept = all.Length > MaxLines ? all[^MaxLines..] : all;
        if (kept.Length < all.Length)
        {
            fault = Try(() => PrivateFile.Write(path, string.Join('\n', kept) + "\n"));
        }

        return [.. kept.Select(Decode)];
    }

    /// <summary>Adds a line.</summary>
    /// <returns>The error; empty when there is none.</returns>
    public string Add(string line) =>
        path.Length == 0 || line.Length > MaxChars || ++_added > MaxAdded
            ? ""
            : Try(() => PrivateFile.Append(path, Encode(line) + "\n"));

    private static string Try(Action write)
    {
        try
        {
            write();
            return "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SettingSentences.HistoryNotSaved(e.Message.TrimEnd('.'));
        }
    }

    private static string Encode(string line) => line
        .Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\r", "\\r");

    private static string Decode(string row)
    {
        var line = new System.Text.StringBuilder(row.Length);
        for (int i = 0; i < row.Length; i++)
        {
            bool isEscaped = row[i] == '\\' && i + 1 < row.Length;
            line.Append(!isEscaped ? row[i]
                : row[++i] switch { 'n' => '\n', 'r' => '\r', var c => c });
        }

        return line.ToString();
    }
}
