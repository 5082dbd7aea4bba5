namespace EventLoopServer.Hosting;

/// <summary>What the program tells whoever started it.</summary>
internal static class ServerExitCode
{
    public const int Done = 0;

    /// <summary>It could not start or could not go on: a port is in use.</summary>
    public const int Failed = 1;

    /// <summary>
    /// An option that is not there or has no such value, or whose file or folder cannot be used.
    /// </summary>
    public const int Usage = 2;
}
