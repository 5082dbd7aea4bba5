namespace SimpleClient.Standard;

/// <summary>
/// The folders for this user's files. A folder is empty when the system has no such folder.
/// </summary>
internal static class UserFolders
{
    /// <summary>
    /// The folder for settings: <c>tcpchat</c> below XDG_CONFIG_HOME or ~/.config,
    /// ~/Library/Application Support or %APPDATA%.
    /// </summary>
    public static string Settings => Own(Of(Environment.SpecialFolder.ApplicationData));

    /// <summary>
    /// The folder for the state of programs: <c>tcpchat</c> below XDG_STATE_HOME or
    /// ~/.local/state, ~/Library/Application Support or %LOCALAPPDATA%.
    /// </summary>
    public static string State
    {
        get
        {
            string state = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
                ? Of(Environment.SpecialFolder.LocalApplicationData)
                : Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { } given
                    && Path.IsPathFullyQualified(given)
                ? given
                : Of(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home
                ? Path.Combine(home, ".local", "state")
                : "";
            return Own(state);
        }
    }

    /// <summary>
    /// The path that a user has written; one that begins with a tilde is in the home folder.
    /// </summary>
    public static string InHome(string path) => path is "~" or ['~', '/', ..]
        ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
        : path;

    private static string Own(string folder) =>
        folder.Length == 0 ? "" : Path.Combine(folder, "tcpchat");

    private static string Of(Environment.SpecialFolder kind) =>
        Environment.GetFolderPath(kind, Environment.SpecialFolderOption.DoNotVerify);
}
