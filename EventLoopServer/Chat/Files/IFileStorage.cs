namespace EventLoopServer.Chat.Files;

/// <summary>The bytes of shared files, for the reactor. No call blocks.</summary>
internal interface IFileStorage
{
    /// <summary>The hashes of shared files that are missing from the folder.</summary>
    IReadOnlySet<string> Missing { get; }

    /// <summary>Releases one use of this content, because a file was removed.</summary>
    void Release(string hash);
}
