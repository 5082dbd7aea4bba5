namespace EventLoopServer.Sentences.Operators;

/// <summary>Faults of files that options name, each with an advice.</summary>
internal static class FileSentences
{
    /// <summary>
    /// The value is not shown, because it may be the password or key that belongs into the file.
    /// </summary>
    public const string NoSecretFile =
        "there is no such file (the value is not shown, because it may be the secret itself): give "
        + "the path of a file that has the secret.";

    public static string Folder(string path) => $"'{path}' is a folder: give a file.";

    public static string Unreadable(string path) =>
        $"'{path}' cannot be read: check that it exists and that this account may read it.";

    public static string TooLarge(string path, int maxKiB) =>
        $"'{path}' is larger than {maxKiB} KiB: give the right file.";

    public static string Changed(string path) => $"'{path}' changed while it was read: try again.";

    public static string Irregular(string path) =>
        $"'{path}' is not a regular file, but a device or a pipe: give a file.";

    public static string PasswordEmpty(string path) =>
        $"'{path}' is empty: write the password into it, in one line.";

    public static string PasswordUtf16(string path) =>
        $"'{path}' is UTF-16 text: save it as UTF-8.";

    public static string PasswordManyLines(string path) =>
        $"'{path}' has more than one line: write only the password.";

    public static string PasswordTooLong(string path, int maxBytes) =>
        $"the password in '{path}' is longer than {maxBytes} bytes: shorten it.";

    public static string PasswordNoText(string path) =>
        $"'{path}' must be one line of UTF-8 text without tabs: write only the password.";

    public static string PasswordSpaces(string path) =>
        $"the password in '{path}' must not begin or end with a space: remove it.";
}
