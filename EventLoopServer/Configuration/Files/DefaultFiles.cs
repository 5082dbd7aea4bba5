namespace EventLoopServer.Configuration.Files;

/// <summary>
/// The default paths of the configuration file. They differ between systems. Untested on Windows
/// and on macOS.
/// </summary>
internal static class DefaultFiles
{
    private const string Name = "tcpchat.toml";

    /// <summary>The file of the user account comes first, then that of the machine.</summary>
    public static IReadOnlyList<string> Find()
    {
        string own = Environment.GetFolderPath(
            Environment.SpecialFolder.ApplicationData,
            Environment.SpecialFolderOption.DoNotVerify);
        string all = OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData)
            : "/etc";
        return
        [
            .. new[] { own, all }
                .Where(static f => f.Length > 0)
                .Select(static f => Path.Combine(f, "tcpchat", Name)),
        ];
    }
}
