namespace EventLoopServer.Hosting;

/// <summary>
/// The home folder of the user that runs the server. The runtime looks there for certificates, and
/// throws when a chain is read and there is no such folder. A service or a container may run as a
/// user without an entry in /etc/passwd, and without HOME.
/// </summary>
internal static class HomeFolder
{
    private const string Variable = "HOME";

    /// <summary>
    /// Sets HOME if it is missing: the folder of the user's entry, or / as systemd does. The root
    /// folder is not writable for such a user, so nothing is stored there.
    /// </summary>
    public static void Ensure()
    {
        if (!OperatingSystem.IsWindows()
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
        {
            Environment.SetEnvironmentVariable(
                Variable,
                Environment.GetFolderPath(
                    Environment.SpecialFolder.UserProfile,
                    Environment.SpecialFolderOption.DoNotVerify));
        }
    }
}
