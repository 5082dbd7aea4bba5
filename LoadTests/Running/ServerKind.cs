namespace LoadTests.Running;

/// <summary>The kind of server to test.</summary>
internal enum ServerKind
{
    /// <summary>EventLoopServer: one thread for all clients.</summary>
    Reactor,

    /// <summary>serve-threads: a thread per client.</summary>
    Threads,
}
