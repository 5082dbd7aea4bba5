namespace SimpleClient.Sentences;

/// <summary>The texts about shared files.</summary>
internal static class FileSentences
{
    public const string SendUsage = "Usage: /send PATH";

    public const string GetUsage = "Usage: /get ID [PATH]. The ID stands behind a shared file.";

    public const string Broken =
        "The connection broke, so the file is not complete. Try again.";

    public const string NoRoom = "Files are sent to rooms. Enter one with /join ROOM.";

    public const string Cancelled = "The transfer was cancelled.";

    public const string NothingToCancel = "No file is being sent or fetched.";

    public const string TooMany =
        "Three files are on their way. Wait, or give them up with /cancel.";

    /// <summary>The text after the name of a member that has shared a file.</summary>
    public static string Shared(string name, string size, string id) =>
        $"shared {name} ({size}): /get {id}";

    public static string Status(int status) => $"The server answered with the status {status}.";

    public static string NotRead(string path, string why) => $"'{path}' cannot be read: {why}";

    public static string NotWritten(string path, string why) =>
        $"'{path}' cannot be written: {why}";

    public static string NoSuchId(string id) =>
        $"No file with the ID '{id}' was shared here. /files lists the files in your rooms.";

    public static string Exists(string path) =>
        $"'{path}' exists already. Give another name: /get ID PATH";

    public static string Sent(string name) => $"{name} was sent.";

    public static string Saved(string name, string path) => $"{name} was saved as {path}.";

    public static string NotSent(string name, string why) => $"{name} was not sent. {why}";

    public static string NotFetched(string name, string why) => $"{name} was not fetched. {why}";

    /// <summary>The progress of a transfer in the status line.</summary>
    public static string Progress(string name, bool isSent, long percent) =>
        $"{(isSent ? "sending" : "fetching")} {name} {percent} % (/cancel)";
}
