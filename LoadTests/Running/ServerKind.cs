namespace LoadTests.Running;

/// <summary>Which server is started to be tested.</summary>
internal enum ServerKind
{
    /// <summary>EventLoopServer: one thread for all.</summary>
    Reactor,

    /// <summary>serve-threads: a thread for each client.</summary>
    Threads,
}
