namespace EventLoopServer.Hosting;

/// <summary>The exit codes of the server.</summary>
internal static class ServerExitCode
{
    public const int Done = 0;

    /// <summary>
    /// The server could not start or continue, for example because a port is in use.
    /// </summary>
    public const int Failed = 1;

    /// <summary>
    /// An option is unknown, has an invalid value, or names a file or folder that cannot be used.
    /// </summary>
    public const int Usage = 2;
}
