using System.Text;
using Protocol.Names;
using SimpleClient.Sentences;
using SimpleClient.Standard;

namespace SimpleClient.Places;

/// <summary>
/// The places of a saved server, one in each row of a file: <c>+dev</c> was open, <c>*@bob</c> was
/// shown when the client ended, <c>-ops</c> was left. The program owns this file, so that it never
/// rewrites the settings, which the user edits. A change is applied to the rows that are in the
/// file at that time, so two clients do not undo each other's changes.
/// </summary>
/// <param name="path">The file; empty when nothing is stored.</param>
internal sealed class PlacesFile(string path)
{
    /// <summary>
    /// The most rows; above it, the oldest are removed. Entering 100 rooms takes 8 s at the
    /// server's default rate limit of 10 requests/s after 20 at once.
    /// </summary>
    public const int MaxRows = 100;

    /// <summary>
    /// The largest file in bytes. 100 rows of 64 characters with 4 bytes each take less than half.
    /// </summary>
    private const int MaxBytes = 64 * 1024;

    /// <summary>The signs of the states that have a row.</summary>
    private static readonly (char Sign, PlaceState State)[] s_signs =
        [('+', PlaceState.Open), ('*', PlaceState.Shown), ('-', PlaceState.Left)];

    /// <summary>The file of a saved server.</summary>
    /// <param name="stateFolder">The folder for the state of programs; empty for none.</param>
    /// <param name="server">
    /// The name of the server, which <c>SavedServer.IsName</c> accepts; empty for none.
    /// </param>
    public static PlacesFile In(string stateFolder, string server) =>
        new(stateFolder.Length == 0 || server.Length == 0
            ? ""
            : Path.Combine(stateFolder, "places", server.ToLowerInvariant()));

    /// <summary>The places for the start of the client.</summary>
    /// <param name="rooms">
    /// The rooms of the settings. They are entered too, unless the user has left them.
    /// </param>
    /// <param name="lobby">The name of the lobby, which the server enters by itself.</param>
    /// <param name="fault">The error; empty when there is none.</param>
    public StartPlaces Read(IReadOnlyList<string> rooms, string lobby, out string fault)
    {
        fault = "";
        if (path.Length == 0)
        {
            return StartPlaces.Of(rooms);
        }

        FileText file = SmallFile.Read(path, MaxBytes);
        if (file.Fault is { } why)
        {
            fault = SettingSentences.Unreadable(path, why);
            return StartPlaces.Of(rooms);
        }

        List<PlaceChange> rows = Parse(file.Text ?? "");
        HashSet<string> left = new(
            rows.Where(static row => row.State == PlaceState.Left).Select(static row => row.Label),
            StringComparer.OrdinalIgnoreCase);
        string[] labels =
        [
            .. rooms.Where(room => !left.Contains(room)).Concat(
                rows.Where(static row => row.State is PlaceState.Open or PlaceState.Shown)
                    .Select(static row => row.Label))
                .Where(label => !label.Equals(lobby, StringComparison.OrdinalIgnoreCase))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        string shown = rows.Find(static row => row.State == PlaceState.Shown)?.Label
            ?? labels.FirstOrDefault(static label => label[0] != '@', "");
        return new StartPlaces(labels, shown) { IsOutOfLobby = left.Contains(lobby) };
    }

    /// <summary>Applies changes to the file.</summary>
    /// <param name="changes">The changes, in their order.</param>
    /// <param name="replaces">True to remove all earlier rows.</param>
    /// <returns>The error; empty when there is none.</returns>
    public string Apply(IReadOnlyList<PlaceChange> changes, bool replaces = false)
    {
        if (path.Length == 0)
        {
            return "";
        }

        try
        {
            using IDisposable taken = FileLock.Take(path);
            FileText file = SmallFile.Read(path, MaxBytes);
            if (file.Fault is { } why)
            {
                return SettingSentences.PlacesNotSaved($"{path}: {why}");
            }

            List<PlaceChange> rows = Parse(replaces ? "" : file.Text ?? "");
            foreach (PlaceChange change in changes)
            {
                Apply(rows, change);
            }

            string text = string.Concat(rows.TakeLast(MaxRows).Select(Row));
            if (text != (file.Text ?? ""))
            {
                PrivateFile.Write(path, text);
            }

            return "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SettingSentences.PlacesNotSaved(e.Message.TrimEnd('.'));
        }
    }

    /// <summary>Changes a row. A place that stays open keeps its row, and so its number.</summary>
    private static void Apply(List<PlaceChange> rows, PlaceChange change)
    {
        if (change.State == PlaceState.Shown)
        {
            int before = rows.FindIndex(static row => row.State == PlaceState.Shown);
            if (before >= 0)
            {
                rows[before] = rows[before] with { State = PlaceState.Open };
            }
        }

        int at = rows.FindIndex(row => Is(row, change.Label));
        if (change.State == PlaceState.Forgotten)
        {
            _ = at >= 0 && rows.Remove(rows[at]);
        }
        else if (at < 0)
        {
            rows.Add(change);
        }
        else if (change.State == PlaceState.Left || rows[at].State == PlaceState.Left)
        {
            rows.RemoveAt(at);
            rows.Add(change);
        }
        else if (change.State == PlaceState.Shown)
        {
            rows[at] = change;
        }
    }

    private static bool Is(PlaceChange row, string label) =>
        row.Label.Equals(label, StringComparison.OrdinalIgnoreCase);

    private static string Row(PlaceChange row) =>
        $"{Array.Find(s_signs, one => one.State == row.State).Sign}{row.Label}\n";

    /// <summary>Reads rows, without invalid ones, because nobody edits this file.</summary>
    private static List<PlaceChange> Parse(string text)
    {
        var rows = new List<PlaceChange>();
        foreach (string row in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int sign = Array.FindIndex(s_signs, one => one.Sign == row[0]);
            string label = row[1..];
            if (sign >= 0 && IsLabel(label) && !rows.Exists(one => Is(one, label)))
            {
                rows.Add(new PlaceChange(label, s_signs[sign].State));
            }
        }

        return rows;
    }

    private static bool IsLabel(string label) => label is ['@', .. var person]
        ? NameRule.CheckName(Encoding.UTF8.GetBytes(person)) is null
        : NameRule.CheckRoom(Encoding.UTF8.GetBytes(label)) is null;
}
