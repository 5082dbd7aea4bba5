namespace LoadTests.Clients;

/// <summary>Settings for the runtime's completion of socket operations.</summary>
internal static class SocketThreads
{
    /// <summary>
    /// Makes one thread of the runtime wait for all sockets and run their completions itself. By
    /// default, the thread passes each completion to the thread pool. On two cores, this costs more
    /// than the work on the bytes. The method has to be called before the first socket is created,
    /// and has an effect only on Unix. Completions must not block.
    /// </summary>
    public static void UseOne()
    {
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT", "1");
    }

    /// <summary>
    /// Removes the settings, so that a server started later does not inherit them.
    /// </summary>
    public static void Forget(IDictionary<string, string?> environment)
    {
        environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT");
    }
}
