namespace LoadTests.Clients;

/// <summary>How the runtime completes what sockets do.</summary>
internal static class SocketThreads
{
    /// <summary>
    /// Has one thread of the runtime wait for all sockets and run their completions itself, in
    /// place of handing each to the thread pool: on two cores the hand-over costs more than what is
    /// done with the bytes. To be called before the first socket is made; elsewhere than on Unix it
    /// changes nothing. Nothing that runs there may wait.
    /// </summary>
    public static void UseOne()
    {
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
    }

    /// <summary>Takes the settings away again, so that a server started later has none.</summary>
    public static void Forget(IDictionary<string, string?> environment)
    {
        environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT");
    }
}
